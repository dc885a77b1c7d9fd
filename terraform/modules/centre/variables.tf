variable "chart" {
  description = "Folder of the chart of the centre."
  type        = string
  default     = null

  validation {
    condition     = var.chart == null || can(file("${var.chart}/Chart.yaml"))
    error_message = "chart: there is no chart in that folder (expected: fleets/centre, or null for the one of this repository)."
  }
}

variable "namespace" {
  description = "Namespace that is made for it. What is in it ends with it, the database included."
  type        = string
  default     = "tankfleet"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "namespace: this is no name (expected: 1 to 63 of a-z, 0-9 and -)."
  }
}

variable "regions" {
  description = "Each region by its id, as the centre needs to know it. `autoscaler_networks`: from where its FleetAutoscalers ask; nobody else is answered."
  type = map(object({
    city                = string
    position            = object({ latitude = number, longitude = number })
    edge_host           = string
    edge_port           = optional(number, 443)
    namespace           = optional(string, "games")
    allocator_host      = string
    allocator_port      = optional(number, 8443)
    allocator_cidr      = optional(string, "0.0.0.0/0")
    autoscaler_networks = optional(list(string), [])
  }))
  nullable = false

  validation {
    condition     = alltrue([for id, region in var.regions : can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", id))])
    error_message = "regions: a key is no id of a region (expected: 1 to 20 of a-z, 0-9 and -)."
  }
  validation {
    condition     = alltrue([for id, region in var.regions : abs(region.position.latitude) <= 90 && abs(region.position.longitude) <= 180])
    error_message = "regions: one is nowhere (expected: latitude -90 to 90, longitude -180 to 180)."
  }
  validation {
    condition     = alltrue([for id, region in var.regions : can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", region.edge_host)) && can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", region.allocator_host))])
    error_message = "regions: a host is none (expected: names, without wss://)."
  }
  validation {
    condition     = alltrue(flatten([for id, region in var.regions : [for port in [region.edge_port, region.allocator_port] : port >= 1 && port <= 65535]]))
    error_message = "regions: an edge_port or an allocator_port is none (expected: 1 to 65535)."
  }
  validation {
    condition     = alltrue([for id, region in var.regions : alltrue([for cidr in concat([region.allocator_cidr], region.autoscaler_networks) : can(cidrnetmask(cidr)) && can(regex("/", cidr))])])
    error_message = "regions: a network is none (expected: like 203.0.113.0/24)."
  }
}

variable "allocator_clients" {
  description = "For each region the client certificate that its allocator accepts, its key, and who vouches for the allocator, PEM. Without an entry `{region}-allocator` is in `made_elsewhere`."
  type        = map(object({ certificate = string, key = string, authority = string }))
  default     = {}
  nullable    = false
  sensitive   = true

  validation {
    condition     = alltrue([for id, client in var.allocator_clients : can(regex("^-----BEGIN CERTIFICATE-----", client.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", client.key))])
    error_message = "allocator_clients: one is no certificate with its key (expected: both in PEM)."
  }
}

variable "made_elsewhere" {
  description = "Which of the Secrets `tankfleet-edge-tls`, `tankfleet-hub-tls` and `{region}-allocator` somebody else makes, such as cert-manager or an operator for Secrets."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.made_elsewhere : can(regex("^(tankfleet-edge-tls|tankfleet-hub-tls|[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?-allocator)$", name))])
    error_message = "made_elsewhere: the centre does not look for that Secret (expected: tankfleet-edge-tls, tankfleet-hub-tls, or the region and -allocator)."
  }
}

variable "edge" {
  description = "nginx, which players reach: its name, port, fewest and most copies, kind of its Service, and the networks of Pods from which it believes who a player is."
  type = object({
    host         = string
    replicas     = optional(object({ min = number, max = number }), { min = 2, max = 6 })
    port         = optional(number, 443)
    service_type = optional(string, "LoadBalancer")
    pod_networks = optional(list(string), ["10.0.0.0/8"])
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.edge.host))
    error_message = "edge: this is no host (expected: a name, without https://)."
  }
  validation {
    condition     = var.edge.replicas.min >= 1 && var.edge.replicas.min <= var.edge.replicas.max && var.edge.replicas.max <= 50
    error_message = "edge: this is no number of copies (expected: 1 <= min <= max <= 50)."
  }
  validation {
    condition     = var.edge.port >= 1 && var.edge.port <= 65535 && floor(var.edge.port) == var.edge.port
    error_message = "edge: this is no port (expected: 1 to 65535; 443 is left away where players see it)."
  }
  validation {
    condition     = contains(["LoadBalancer", "NodePort", "ClusterIP"], var.edge.service_type)
    error_message = "edge: this is no kind of Service (expected: LoadBalancer, NodePort or ClusterIP)."
  }
  validation {
    condition     = alltrue([for cidr in var.edge.pod_networks : can(cidrnetmask(cidr)) && can(regex("/", cidr))])
    error_message = "edge: one of pod_networks is no IPv4 network (expected: like 10.42.0.0/16)."
  }
}

variable "certificates" {
  description = "Who makes the certificates of edge and hub that are neither given nor made elsewhere, as the chart's page says: `own`, a job of the chart; `cert-manager`, by that issuer, or by an authority of the release where it has no name. Null: nobody."
  type = object({
    provider    = string
    issuer      = optional(string, "")
    issuer_kind = optional(string, "ClusterIssuer")
  })
  default = null

  validation {
    condition     = var.certificates == null ? true : contains(["own", "cert-manager"], var.certificates.provider)
    error_message = "certificates: nobody of that kind makes them (expected: own or cert-manager)."
  }
  validation {
    condition     = var.certificates == null ? true : can(regex("^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?)?$", var.certificates.issuer)) && contains(["ClusterIssuer", "Issuer"], var.certificates.issuer_kind)
    error_message = "certificates: this is no issuer (expected: its name, and ClusterIssuer or Issuer)."
  }
}

variable "edge_tls" {
  description = "Certificate and private key of the edge, PEM. Null: `certificates` says who makes it, or `made_elsewhere` names `tankfleet-edge-tls`."
  type        = object({ certificate = string, key = string })
  default     = null
  sensitive   = true

  validation {
    condition     = var.edge_tls == null || can(regex("^-----BEGIN CERTIFICATE-----", var.edge_tls.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", var.edge_tls.key))
    error_message = "edge_tls: this is no certificate with its key (expected: both in PEM)."
  }
}

variable "hub" {
  description = "The NATS of which all regions are leaves: its name, and the kind of its Service."
  type = object({
    host         = string
    service_type = optional(string, "LoadBalancer")
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.hub.host))
    error_message = "hub: this is no host (expected: a name, without nats://)."
  }
  validation {
    condition     = contains(["LoadBalancer", "NodePort", "ClusterIP"], var.hub.service_type)
    error_message = "hub: this is no kind of Service (expected: LoadBalancer, NodePort or ClusterIP)."
  }
}

variable "hub_tls" {
  description = "Certificate and private key of the hub, PEM. Null: `certificates` says who makes it, or `made_elsewhere` names `tankfleet-hub-tls`."
  type        = object({ certificate = string, key = string })
  default     = null
  sensitive   = true

  validation {
    condition     = var.hub_tls == null || can(regex("^-----BEGIN CERTIFICATE-----", var.hub_tls.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", var.hub_tls.key))
    error_message = "hub_tls: this is no certificate with its key (expected: both in PEM)."
  }
}

variable "allowed_origins" {
  description = "Pages that may play, each as a browser writes it."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.allowed_origins) > 0 && alltrue([for origin in var.allowed_origins : can(regex("^https://[a-z0-9.-]+(:[0-9]{1,5})?$", origin))])
    error_message = "allowed_origins: none is given, or one is no origin (expected: like https://play.example.com, without a path)."
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

variable "free_matches" {
  description = "Room for matches that the matchmaker keeps free in each region."
  type        = number
  default     = 4
  nullable    = false

  validation {
    condition     = var.free_matches >= 0 && var.free_matches <= 1000 && floor(var.free_matches) == var.free_matches
    error_message = "free_matches: this is no number of them (expected: 0 to 1000)."
  }
}

variable "database" {
  description = "A PostgreSQL that somebody else runs: its address as Java writes it, the networks in which it may be, its port. Null: the chart runs one."
  type        = object({ url = string, cidr = string, port = optional(number, 5432) })
  default     = null

  validation {
    condition     = var.database == null || can(regex("^jdbc:postgresql://[^ \"]{1,500}$", var.database.url))
    error_message = "database: this is no address (expected: jdbc:postgresql://host:port/database)."
  }
  validation {
    condition     = var.database == null || can(cidrnetmask(var.database.cidr)) && can(regex("/", var.database.cidr))
    error_message = "database: cidr is no IPv4 network (expected: like 192.0.2.0/24)."
  }
}

variable "monitoring_namespace" {
  description = "Namespace whose Pods may read metrics."
  type        = string
  default     = "monitoring"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.monitoring_namespace))
    error_message = "monitoring_namespace: this is no name (expected: 1 to 63 of a-z, 0-9 and -)."
  }
}

variable "more_values" {
  description = "Further values of the chart, YAML, which go before those that follow from the other variables: where images are, sizes, backups. Nothing secret."
  type        = string
  default     = "{}"
  nullable    = false

  validation {
    condition     = can(keys(yamldecode(var.more_values)))
    error_message = "more_values: this is no YAML with names (expected: as in values.yaml of the chart)."
  }
  validation {
    condition     = !anytrue([for path in ["regions", "hub.host", "hub.tlsSecret", "edge.host", "edge.tlsSecret"] : try(yamldecode(var.more_values)[split(".", path)[0]][split(".", path)[1]], yamldecode(var.more_values)[path], null) != null])
    error_message = "more_values: it says what follows from other variables (expected: neither regions, nor host and tlsSecret of hub and edge)."
  }
}

variable "wait" {
  description = "Whether to return only when all of it runs."
  type        = bool
  default     = true
  nullable    = false
}
