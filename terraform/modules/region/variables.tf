variable "chart" {
  description = "Folder of the chart of a region."
  type        = string
  default     = null

  validation {
    condition     = var.chart == null || can(file("${var.chart}/Chart.yaml"))
    error_message = "chart: there is no chart in that folder (expected: fleets/region, or null for the one of this repository)."
  }
}

variable "region" {
  description = "Id of the region, unique in the fleet; also the name of its release."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", var.region))
    error_message = "region: this is no id (expected: 1 to 20 of a-z, 0-9 and -)."
  }
}

variable "city" {
  description = "City to show to people."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.city) >= 1 && length(var.city) <= 60
    error_message = "city: it is empty or too long (expected: 1 to 60 characters)."
  }
}

variable "position" {
  description = "Where it is, in degrees, for players of whom no round trip is known."
  type        = object({ latitude = number, longitude = number })
  nullable    = false

  validation {
    condition     = abs(var.position.latitude) <= 90 && abs(var.position.longitude) <= 180
    error_message = "position: this is nowhere (expected: latitude -90 to 90, longitude -180 to 180)."
  }
}

variable "namespace" {
  description = "Namespace that is made for it. What is in it ends with it."
  type        = string
  default     = "games"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "namespace: this is no name (expected: 1 to 63 of a-z, 0-9 and -)."
  }
}

variable "hub" {
  description = "The centre's NATS, as this region reaches it, and the networks in which it may be."
  type = object({
    host = string
    port = optional(number, 7422)
    cidr = optional(string, "0.0.0.0/0")
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.hub.host))
    error_message = "hub: this is no host (expected: a name or an address, without nats://)."
  }
  validation {
    condition     = var.hub.port >= 1 && var.hub.port <= 65535
    error_message = "hub: this is no port (expected: 1 to 65535)."
  }
  validation {
    condition     = can(cidrnetmask(var.hub.cidr)) && can(regex("/", var.hub.cidr))
    error_message = "hub: cidr is no IPv4 network (expected: like 203.0.113.0/24)."
  }
}

variable "hub_password" {
  description = "Password of this region's server at the hub, 16 to 128 of letters, digits, `_`, `.` and `-`. Null only with `tankfleet-hub` in `made_elsewhere`."
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

variable "made_elsewhere" {
  description = "Which of the Secrets `tankfleet-hub` and `tankfleet-edge-tls` somebody else makes, such as cert-manager or an operator for Secrets."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.made_elsewhere : contains(["tankfleet-hub", "tankfleet-edge-tls"], name)])
    error_message = "made_elsewhere: the region does not look for that Secret (expected: tankfleet-hub, tankfleet-edge-tls)."
  }
}

variable "seed" {
  description = "What the region's own passwords and keys are derived from, 32 to 128 letters and digits. Null: the chart makes them up at its first installation."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.seed == null || can(regex("^[A-Za-z0-9]{32,128}$", var.seed))
    error_message = "seed: it is too weak or not plain (expected: 32 to 128 letters and digits)."
  }
}

variable "edge" {
  description = "nginx, which players reach: its name, port, copies, kind of its Service, and the networks of Pods from which it believes who a player is."
  type = object({
    host         = string
    replicas     = optional(number, 2)
    port         = optional(number, 443)
    service_type = optional(string, "LoadBalancer")
    pod_networks = optional(list(string), ["10.0.0.0/8"])
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.edge.host))
    error_message = "edge: this is no host (expected: a name, without wss://)."
  }
  validation {
    condition     = var.edge.replicas >= 1 && var.edge.replicas <= 50 && floor(var.edge.replicas) == var.edge.replicas
    error_message = "edge: this is no number of copies (expected: 1 to 50)."
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
  description = "Who makes the certificates of the edge that are neither given nor made elsewhere, as the chart's page says: `own`, a job of the chart; `cert-manager`, by that issuer, or by an authority of the release where it has no name. Null: nobody."
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
  description = "Certificate, with those that vouch for it, and private key of the edge, PEM. Null: `certificates` says who makes it, or `made_elsewhere` names `tankfleet-edge-tls`."
  type        = object({ certificate = string, key = string })
  default     = null
  sensitive   = true

  validation {
    condition     = var.edge_tls == null || can(regex("^-----BEGIN CERTIFICATE-----", var.edge_tls.certificate)) && can(regex("^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", var.edge_tls.key))
    error_message = "edge_tls: this is no certificate with its key (expected: both in PEM)."
  }
}

variable "allowed_origins" {
  description = "Pages that may play, each as a browser writes it."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.allowed_origins) > 0 && alltrue([for origin in var.allowed_origins : can(regex("^https://[a-z0-9.-]+(:[0-9]{1,5})?$", origin))])
    error_message = "allowed_origins: none is given, or one is no origin that a region takes (expected: like https://play.example.com, without a path)."
  }
}

variable "gateways" {
  description = "How many gateways."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.gateways >= 1 && var.gateways <= 100 && floor(var.gateways) == var.gateways
    error_message = "gateways: this is no number of them (expected: 1 to 100)."
  }
}

variable "builds" {
  description = "The builds that run beside each other: `stable`, and `canary` if it is given. `tag`: the image, empty takes the chart's. `replicas`: game servers; `initial` counts once, then the autoscaler has them. `free_matches`: room beyond what runs."
  type = object({
    stable = object({
      tag          = optional(string, "")
      replicas     = object({ initial = number, min = number, max = number })
      free_matches = object({ always = number, scheduled = number })
    })
    canary = optional(object({
      tag          = optional(string, "")
      replicas     = object({ initial = number, min = number, max = number })
      free_matches = object({ always = number, scheduled = number })
    }))
  })
  default = {
    stable = {
      replicas     = { initial = 2, min = 2, max = 50 }
      free_matches = { always = 4, scheduled = 8 }
    }
  }
  nullable = false

  validation {
    condition = alltrue([for build in [var.builds.stable, var.builds.canary] : build == null ? true :
      build.replicas.min >= 1 && build.replicas.min <= build.replicas.max && build.replicas.max <= 10000
    ])
    error_message = "builds: min and max of the replicas do not fit (expected: 1 <= min <= max <= 10000)."
  }
  validation {
    condition     = alltrue([for build in [var.builds.stable, var.builds.canary] : build == null ? true : build.replicas.initial >= 1 && build.replicas.initial <= 10000])
    error_message = "builds: this is no number of replicas to begin with (expected: 1 to 10000)."
  }
  validation {
    condition     = alltrue([for build in [var.builds.stable, var.builds.canary] : build == null ? true : build.free_matches.always >= 1 && build.free_matches.scheduled >= 1])
    error_message = "builds: there is no room to keep free (expected: free_matches of 1 or more)."
  }
  validation {
    condition     = alltrue([for build in [var.builds.stable, var.builds.canary] : build == null ? true : can(regex("^([A-Za-z0-9_][A-Za-z0-9_.-]{0,62})?$", build.tag)) && build.tag != "latest"])
    error_message = "builds: a tag is not fixed (expected: that of one build, not latest)."
  }
}

variable "autoscaler_webhook" {
  description = "Where the matchmaker answers autoscalers; empty asks nobody."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https?://[^ ]+)?$", var.autoscaler_webhook))
    error_message = "autoscaler_webhook: this is no address (expected: http://…, https://… or empty)."
  }
}

variable "allocator" {
  description = "Agones' allocator of this cluster, as the centre reaches it."
  type = object({
    host = string
    port = optional(number, 8443)
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.allocator.host))
    error_message = "allocator: this is no host (expected: a name or an address)."
  }
  validation {
    condition     = var.allocator.port >= 1 && var.allocator.port <= 65535
    error_message = "allocator: this is no port (expected: 1 to 65535)."
  }
}

variable "api_server" {
  description = "Where the sidecars of Agones reach the API server: its network and ports."
  type = object({
    cidr  = optional(string, "0.0.0.0/0")
    ports = optional(list(number), [443, 6443])
  })
  default  = {}
  nullable = false

  validation {
    condition     = can(cidrnetmask(var.api_server.cidr)) && can(regex("/", var.api_server.cidr))
    error_message = "api_server: cidr is no IPv4 network (expected: like 203.0.113.7/32)."
  }
  validation {
    condition     = length(var.api_server.ports) > 0 && alltrue([for port in var.api_server.ports : port >= 1 && port <= 65535])
    error_message = "api_server: none of the ports is one (expected: 1 to 65535)."
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
    condition     = !anytrue([for path in ["region", "centre.hub", "edge.host", "edge.tlsSecret"] : try(yamldecode(var.more_values)[split(".", path)[0]][split(".", path)[1]], yamldecode(var.more_values)[path], null) != null])
    error_message = "more_values: it says what follows from other variables (expected: neither region, nor centre.hub, nor edge.host and edge.tlsSecret)."
  }
}

variable "wait" {
  description = "Whether to return only when all of it runs."
  type        = bool
  default     = true
  nullable    = false
}
