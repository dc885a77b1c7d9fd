variable "kubeconfig" {
  description = "Kubeconfig of a cluster that is there."
  type        = string
  nullable    = false

  validation {
    condition     = can(file(pathexpand(var.kubeconfig)))
    error_message = "kubeconfig: there is no such file, or it cannot be read (expected: that of an administrator)."
  }
}

variable "region" {
  description = "The region that is meant: a key of the map."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", var.region))
    error_message = "region: this is no id of a region (expected: 1 to 20 of a-z, 0-9 and -)."
  }
}

variable "regions" {
  description = "The map: city and position of each region, how many gateways and game servers."
  type = map(object({
    city         = string
    position     = object({ latitude = number, longitude = number })
    gateways     = optional(number, 1)
    game_servers = optional(number, 1)
  }))
  nullable = false

  validation {
    condition     = length(var.regions) > 0
    error_message = "regions: the map is empty (expected: at least one region)."
  }
  validation {
    condition     = alltrue([for id, region in var.regions : region.game_servers >= 1 && region.game_servers <= 20])
    error_message = "regions: this is no number of game servers for one machine (expected: 1 to 20)."
  }
}

variable "hub_password" {
  description = "Password of the region's server at the centre's NATS."
  type        = string
  sensitive   = true
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{16,128}$", var.hub_password))
    error_message = "hub_password: it is too weak or not plain (expected: 16 to 128 letters, digits, _ . -)."
  }
}

variable "seed" {
  description = "What the region's own passwords and keys are derived from: 32 to 128 letters and digits."
  type        = string
  sensitive   = true
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]{32,128}$", var.seed))
    error_message = "seed: it is too weak or not plain (expected: 32 to 128 letters and digits)."
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

variable "edge_tls" {
  description = "Certificate, with those that vouch for it, and private key of the edge, PEM. Any for the name {region}.tankfleet.internal does."
  type        = object({ certificate = string, key = string })
  sensitive   = true
  nullable    = false

  validation {
    condition     = can(regex("^-----BEGIN CERTIFICATE-----", var.edge_tls.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", var.edge_tls.key))
    error_message = "edge_tls: this is no certificate with its key (expected: both in PEM)."
  }
}

variable "allocator_tls" {
  description = "Certificate of the allocator for the name by which the centre calls it, and its private key, PEM. Needed with `agones`."
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

variable "agones" {
  description = "Where the chart of Agones is: an empty `repository` for a folder; the namespace that is made for it. Null: Agones is there already, as for a second region in one cluster."
  type = object({
    repository = optional(string, "https://agones.dev/chart/stable")
    chart      = optional(string, "agones")
    namespace  = optional(string, "agones-system")
  })
  default = {}

  validation {
    condition     = var.agones == null || can(regex("^((https|oci)://[^ ]+)?$", var.agones.repository))
    error_message = "agones: this is no repository (expected: https://…, oci://… or empty)."
  }
}

variable "wait" {
  description = "Whether to return only when all of it runs."
  type        = bool
  default     = true
  nullable    = false
}
