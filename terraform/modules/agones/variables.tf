variable "chart" {
  description = "Name of the chart in its repository, or the folder of a copy."
  type        = string
  default     = "agones"
  nullable    = false

  validation {
    condition     = length(var.chart) > 0
    error_message = "chart: it is empty (expected: a name or a path)."
  }
}

variable "repository" {
  description = "Where the chart is; empty with a folder."
  type        = string
  default     = "https://agones.dev/chart/stable"
  nullable    = false

  validation {
    condition     = can(regex("^((https|oci)://[^ ]+)?$", var.repository))
    error_message = "repository: this is none (expected: https://…, oci://… or empty)."
  }
}

variable "chart_version" {
  description = "Release of Agones. The charts are checked with 1.60."
  type        = string
  default     = "1.60.0"
  nullable    = false

  validation {
    condition     = can(regex("^1[.]6[0-9][.][0-9]+$", var.chart_version))
    error_message = "chart_version: the regions do not know it (expected: 1.60.0 or a later 1.6x)."
  }
}

variable "namespace" {
  description = "Namespace that is made for it."
  type        = string
  default     = "agones-system"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "namespace: this is no name (expected: 1 to 63 of a-z, 0-9 and -)."
  }
}

variable "game_ports" {
  description = "Ports of hosts that game servers get; the same as the cluster has open."
  type        = object({ first = number, last = number })
  default     = { first = 7000, last = 8000 }
  nullable    = false

  validation {
    condition     = var.game_ports.first >= 1024 && var.game_ports.last <= 65535 && var.game_ports.first <= var.game_ports.last
    error_message = "game_ports: this is no range (expected: first not above last, within 1024 to 65535)."
  }
}

variable "allocator" {
  description = "The allocator, which the centre calls: copies, kind of its Service, port."
  type = object({
    replicas     = optional(number, 2)
    service_type = optional(string, "LoadBalancer")
    port         = optional(number, 8443)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.allocator.replicas >= 1 && var.allocator.replicas <= 20 && floor(var.allocator.replicas) == var.allocator.replicas
    error_message = "allocator: this is no number of copies (expected: 1 to 20)."
  }
  validation {
    condition     = contains(["LoadBalancer", "NodePort", "ClusterIP"], var.allocator.service_type)
    error_message = "allocator: this is no kind of Service (expected: LoadBalancer, NodePort or ClusterIP)."
  }
  validation {
    condition     = var.allocator.port >= 1 && var.allocator.port <= 65535
    error_message = "allocator: this is no port (expected: 1 to 65535)."
  }
}

variable "allocator_tls" {
  description = "Certificate of the allocator for the name by which the centre calls it, and its private key, PEM."
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

variable "cert_manager_host" {
  description = "The name by which the centre calls the allocator: cert-manager, which is there, makes all certificates for it, and the client's in the Secret `allocator-client`. Null: it makes none."
  type        = string
  default     = null

  validation {
    condition     = var.cert_manager_host == null || can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.cert_manager_host))
    error_message = "cert_manager_host: this is no host (expected: a name, or null)."
  }
}

variable "made_elsewhere" {
  description = "Whether somebody else makes the Secrets `allocator-tls`, `allocator-tls-ca` and `allocator-client-ca`."
  type        = bool
  default     = false
  nullable    = false
}

variable "wait" {
  description = "Whether to return only when it runs."
  type        = bool
  default     = true
  nullable    = false
}
