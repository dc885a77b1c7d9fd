variable "region" {
  description = "The region that is meant: a key of the map."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", var.region))
    error_message = "region: this is no id of a region (expected: 1 to 20 of a-z, 0-9 and -)."
  }
}

variable "regions_file" {
  description = "The map of all regions, JSON."
  type        = string
  default     = "../../regions.json"
  nullable    = false

  validation {
    condition     = can(keys(jsondecode(file(var.regions_file))))
    error_message = "regions_file: there is no such file, or it is not JSON with an object (expected: a map of regions)."
  }
}

variable "centre_file" {
  description = "What is said of the centre, JSON: what it says need not stand in the map. Null: each region says it itself."
  type        = string
  default     = null

  validation {
    condition     = var.centre_file == null || can(keys(jsondecode(file(var.centre_file))))
    error_message = "centre_file: there is no such file, or it is not JSON with an object (expected: what is said of the centre)."
  }
}

variable "kubeconfig_path" {
  description = "The administrator's kubeconfig of the region's cluster, where the first layer has put it. A `kubeconfig` in the map goes before it."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.kubeconfig_path) > 0
    error_message = "kubeconfig_path: it is empty (expected: a path)."
  }
}

variable "hub_password" {
  description = "Password of the region's server at the centre's NATS. ./tankfleet infra has it from the centre. Null only with `tankfleet-hub` in the map's `made_elsewhere`."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.hub_password == null || can(regex("^[A-Za-z0-9_.-]{16,128}$", var.hub_password))
    error_message = "hub_password: it is too weak or not plain (expected: 16 to 128 letters, digits, _ . -)."
  }
}

variable "hub_authority" {
  description = "Who vouches for the hub, PEM. Null: one that every system knows."
  type        = string
  default     = null

  validation {
    condition     = var.hub_authority == null || can(regex("^-----BEGIN CERTIFICATE-----", var.hub_authority))
    error_message = "hub_authority: this is no certificate (expected: PEM)."
  }
}

variable "seed" {
  description = "What the region's own passwords and keys are derived from, 32 to 128 letters and digits. Null: the chart makes them up."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.seed == null || can(regex("^[A-Za-z0-9]{32,128}$", var.seed))
    error_message = "seed: it is too weak or not plain (expected: 32 to 128 letters and digits)."
  }
}

variable "edge_tls" {
  description = "Certificate and private key of the edge, PEM. Null: the map's `certificates` say who makes it, or its `made_elsewhere` names `tankfleet-edge-tls`."
  type        = object({ certificate = string, key = string })
  default     = null
  sensitive   = true

  validation {
    condition     = var.edge_tls == null || can(regex("^-----BEGIN CERTIFICATE-----", var.edge_tls.certificate))
    error_message = "edge_tls: this is no certificate (expected: PEM)."
  }
}

variable "allocator_tls" {
  description = "Certificate of the allocator for the name by which the centre calls it, and its private key, PEM. Null: cert-manager makes it if it comes with the region; else `allocator-tls` is in the map's `made_elsewhere`."
  type        = object({ certificate = string, key = string })
  default     = null
  sensitive   = true

  validation {
    condition     = var.allocator_tls == null || can(regex("^-----BEGIN CERTIFICATE-----", var.allocator_tls.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", var.allocator_tls.key))
    error_message = "allocator_tls: this is no certificate with its key (expected: both in PEM)."
  }
}

variable "allocator_authority" {
  description = "Who vouches for that certificate and for those of its clients, PEM; given if and only if `allocator_tls` is."
  type        = string
  default     = null

  validation {
    condition     = var.allocator_authority == null || can(regex("^-----BEGIN CERTIFICATE-----", var.allocator_authority))
    error_message = "allocator_authority: this is no certificate (expected: PEM)."
  }
}

variable "agones_chart" {
  description = "Where the chart of Agones is: an empty `repository` for a folder; the namespace that is made for it."
  type = object({
    repository = optional(string, "https://agones.dev/chart/stable")
    chart      = optional(string, "agones")
    namespace  = optional(string, "agones-system")
  })
  default  = {}
  nullable = false

  validation {
    condition     = can(regex("^((https|oci)://[^ ]+)?$", var.agones_chart.repository))
    error_message = "agones_chart: this is no repository (expected: https://…, oci://… or empty)."
  }
}

variable "agones_version" {
  description = "Release of Agones."
  type        = string
  default     = "1.60.0"
  nullable    = false

  validation {
    condition     = can(regex("^1[.]6[0-9][.][0-9]+$", var.agones_version))
    error_message = "agones_version: the regions do not know it (expected: 1.60.0 or a later 1.6x)."
  }
}

variable "prometheus_version" {
  description = "Version of the chart kube-prometheus-stack; null leaves monitoring to somebody else."
  type        = string
  default     = null

  validation {
    condition     = var.prometheus_version == null || can(regex("^[0-9]+[.][0-9]+[.][0-9]+$", var.prometheus_version))
    error_message = "prometheus_version: it is not fixed (expected: like 1.2.3)."
  }
}

variable "cert_manager_version" {
  description = "Version of the chart cert-manager; null leaves certificates to somebody else."
  type        = string
  default     = null

  validation {
    condition     = var.cert_manager_version == null || can(regex("^v?[0-9]+[.][0-9]+[.][0-9]+$", var.cert_manager_version))
    error_message = "cert_manager_version: it is not fixed (expected: like v1.2.3)."
  }
}

variable "wait" {
  description = "Whether to return only when all of it runs."
  type        = bool
  default     = true
  nullable    = false
}
