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
  description = "What is said of the centre, JSON."
  type        = string
  default     = "../../centre.json"
  nullable    = false

  validation {
    condition     = can(keys(jsondecode(file(var.centre_file))))
    error_message = "centre_file: there is no such file, or it is not JSON with an object (expected: what is said of the centre)."
  }
}

variable "kubeconfig_path" {
  description = "The administrator's kubeconfig of the centre's cluster, where the first layer has put it. A `kubeconfig` in centre.json goes before it."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.kubeconfig_path) > 0
    error_message = "kubeconfig_path: it is empty (expected: a path)."
  }
}

variable "seed" {
  description = "What the centre's passwords are derived from, those of the regions at the hub among them: 32 to 128 letters and digits. Null: the chart makes them up at its first installation."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.seed == null || can(regex("^[A-Za-z0-9]{32,128}$", var.seed))
    error_message = "seed: it is too weak or not plain (expected: 32 to 128 letters and digits)."
  }
}

variable "token_signing_key" {
  description = "RSA key with which auth signs tokens, PEM; given if and only if `seed` is."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.token_signing_key == null || can(regex("^-----BEGIN (RSA )?PRIVATE KEY-----", var.token_signing_key))
    error_message = "token_signing_key: this is no RSA key (expected: PEM)."
  }
}

variable "edge_tls" {
  description = "Certificate and private key of the edge, PEM. Null: the map's `certificates` say who makes it, or its `made_elsewhere` names `tankfleet-edge-tls`."
  type        = object({ certificate = string, key = string })
  default     = null
  sensitive   = true

  validation {
    condition     = var.edge_tls == null || can(regex("^-----BEGIN CERTIFICATE-----", var.edge_tls.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", var.edge_tls.key))
    error_message = "edge_tls: this is no certificate with its key (expected: both in PEM)."
  }
}

variable "hub_tls" {
  description = "Certificate and private key of the hub, PEM. Null: the map's `certificates` say who makes it, or its `made_elsewhere` names `tankfleet-hub-tls`."
  type        = object({ certificate = string, key = string })
  default     = null
  sensitive   = true

  validation {
    condition     = var.hub_tls == null || can(regex("^-----BEGIN CERTIFICATE-----", var.hub_tls.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", var.hub_tls.key))
    error_message = "hub_tls: this is no certificate with its key (expected: both in PEM)."
  }
}

variable "allocator_client" {
  description = "The client certificate that the allocators of all regions accept, its key, and who vouches for the allocators, PEM."
  type        = object({ certificate = string, key = string, authority = string })
  default     = null
  sensitive   = true

  validation {
    condition     = var.allocator_client == null || can(regex("^-----BEGIN CERTIFICATE-----", var.allocator_client.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", var.allocator_client.key))
    error_message = "allocator_client: this is no certificate with its key (expected: both in PEM)."
  }
}

variable "allocator_clients" {
  description = "For a region that has an authority of its own, the client certificate that its allocator accepts, its key, and who vouches for the allocator, PEM."
  type        = map(object({ certificate = string, key = string, authority = string }))
  default     = {}
  nullable    = false
  sensitive   = true

  validation {
    condition     = alltrue([for id, client in var.allocator_clients : can(regex("^-----BEGIN CERTIFICATE-----", client.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", client.key))])
    error_message = "allocator_clients: one is no certificate with its key (expected: both in PEM)."
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
