variable "namespace" {
  description = "Namespace of monitoring, from which a region lets itself be looked at."
  type        = string
  default     = "monitoring"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "namespace: this is no name (expected: 1 to 63 of a-z, 0-9 and -)."
  }
}

variable "prometheus" {
  description = "The chart of Prometheus with its operator and Grafana; null leaves it out. An empty `repository`: `chart` is a folder."
  type = object({
    repository = optional(string, "https://prometheus-community.github.io/helm-charts")
    chart      = optional(string, "kube-prometheus-stack")
    version    = string
  })
  default = null

  validation {
    condition     = var.prometheus == null || can(regex("^[0-9]+[.][0-9]+[.][0-9]+$", var.prometheus.version))
    error_message = "prometheus: the chart's version is not fixed (expected: like 1.2.3)."
  }
}

variable "cert_manager" {
  description = "The chart of cert-manager, for the certificates of the edge and of the allocator; null leaves it out. An empty `repository`: `chart` is a folder."
  type = object({
    repository = optional(string, "https://charts.jetstack.io")
    chart      = optional(string, "cert-manager")
    version    = string
  })
  default = null

  validation {
    condition     = var.cert_manager == null || can(regex("^v?[0-9]+[.][0-9]+[.][0-9]+$", var.cert_manager.version))
    error_message = "cert_manager: the chart's version is not fixed (expected: like v1.2.3)."
  }
}

variable "wait" {
  description = "Whether to return only when all of it runs."
  type        = bool
  default     = true
  nullable    = false
}
