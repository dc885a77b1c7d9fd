variable "regions" {
  description = "The whole map: what is said of each region, by its id. `hosts` makes a cluster on them; without `hosts` a `kubeconfig` names one that is there. Where two of ours share a cluster, one of them `brings_platform` and one region `brings_agones`. `values_file` is a file of further values for the chart, seen from the map. The other fields mean what they mean in the modules `cluster` and `region`, which check them."
  type = map(object({
    city               = string
    position           = object({ latitude = number, longitude = number })
    namespace          = optional(string, "games")
    edge_host          = string
    edge_port          = optional(number, 443)
    edge_replicas      = optional(number, 2)
    allocator_host     = string
    allocator_port     = optional(number, 8443)
    allocator_cidr     = optional(string, "0.0.0.0/0")
    allocator_replicas = optional(number, 2)
    service_type       = optional(string, "LoadBalancer")
    hub                = optional(object({ host = string, port = optional(number, 7422), cidr = optional(string, "0.0.0.0/0") }))
    allowed_origins    = optional(list(string))
    gateways           = optional(number, 2)
    builds = optional(object({
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
    }))
    autoscaler_webhook  = optional(string)
    autoscaler_networks = optional(list(string))
    pod_networks        = optional(list(string))
    game_ports          = optional(object({ first = number, last = number }), { first = 7000, last = 8000 })
    hosts = optional(map(object({
      address         = string
      private_address = optional(string)
      host_key        = string
      role            = string
      pool            = optional(string, "game")
    })), {})
    admin_cidrs     = optional(list(string), [])
    ssh_user        = optional(string, "root")
    ssh_port        = optional(number, 22)
    k3s             = optional(object({ version = string, sha256 = string, url = optional(string, "") }))
    kubeconfig      = optional(string)
    brings_platform = optional(bool, true)
    brings_agones   = optional(bool, true)
    certificates    = optional(object({ provider = string, issuer = optional(string, ""), issuer_kind = optional(string, "ClusterIssuer") }))
    made_elsewhere  = optional(list(string), [])
    values_file     = optional(string)
  }))
  nullable = false

  validation {
    condition     = length(var.regions) > 0
    error_message = "regions: the map is empty (expected: at least one region)."
  }
  validation {
    condition     = alltrue([for id, region in var.regions : can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", id)) && !contains(["centre", "true", "false"], id)])
    error_message = "regions: a key is no id of a region (expected: 1 to 20 of a-z, 0-9 and -, and not centre, true or false)."
  }
  validation {
    condition     = alltrue([for id, region in var.regions : (length(region.hosts) > 0) != (region.kubeconfig != null)])
    error_message = "regions: one has both hosts and kubeconfig, or neither (expected: hosts for a cluster that is made, kubeconfig for one that is there)."
  }
  validation {
    condition     = alltrue([for id, region in var.regions : length(region.hosts) == 0 || (region.k3s != null && length(region.admin_cidrs) > 0)])
    error_message = "regions: one has hosts without k3s or admin_cidrs (expected: the release for them, and from where they are looked after)."
  }
  validation {
    condition     = length(distinct([for id, region in var.regions : "${region.edge_host}:${region.edge_port}"])) == length(var.regions)
    error_message = "regions: two have the same edge_host and edge_port (expected: one of both for itself)."
  }
  validation {
    condition     = length(distinct(flatten([for id, region in var.regions : [for name, host in region.hosts : host.address]]))) == length(flatten([for id, region in var.regions : [for name, host in region.hosts : host.address]]))
    error_message = "regions: a host is in two of them (expected: each address once)."
  }
}

variable "region" {
  description = "The one that is meant; null where all are."
  type        = string
  default     = null

  validation {
    condition     = var.region == null || can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", var.region))
    error_message = "region: this is no id of a region (expected: 1 to 20 of a-z, 0-9 and -)."
  }
}

variable "centre" {
  description = "The centre of all of them; null where somebody else has it, and then each region says `hub` and `allowed_origins` itself. `hosts`, `kubeconfig` and `values_file` as those of a region. The other fields mean what they mean in the modules `cluster` and `centre`, which check them."
  type = object({
    namespace        = optional(string, "tankfleet")
    edge_host        = string
    edge_port        = optional(number, 443)
    edge_replicas    = optional(object({ min = number, max = number }), { min = 2, max = 6 })
    hub_host         = string
    service_type     = optional(string, "LoadBalancer")
    allowed_origins  = optional(list(string))
    free_matches     = optional(number, 4)
    database         = optional(object({ url = string, cidr = string, port = optional(number, 5432) }))
    pod_networks     = optional(list(string))
    public_tcp_ports = optional(list(number), [])
    hosts = optional(map(object({
      address         = string
      private_address = optional(string)
      host_key        = string
      role            = string
      pool            = optional(string, "system")
    })), {})
    admin_cidrs     = optional(list(string), [])
    ssh_user        = optional(string, "root")
    ssh_port        = optional(number, 22)
    k3s             = optional(object({ version = string, sha256 = string, url = optional(string, "") }))
    kubeconfig      = optional(string)
    brings_platform = optional(bool, true)
    certificates    = optional(object({ provider = string, issuer = optional(string, ""), issuer_kind = optional(string, "ClusterIssuer") }))
    made_elsewhere  = optional(list(string), [])
    values_file     = optional(string)
  })
  default = null

  validation {
    condition     = var.centre == null ? true : (length(var.centre.hosts) > 0) != (var.centre.kubeconfig != null)
    error_message = "centre: it has both hosts and kubeconfig, or neither (expected: hosts for a cluster that is made, kubeconfig for one that is there)."
  }
  validation {
    condition     = var.centre == null ? true : length(var.centre.hosts) == 0 || (var.centre.k3s != null && length(var.centre.admin_cidrs) > 0)
    error_message = "centre: it has hosts without k3s or admin_cidrs (expected: the release for them, and from where they are looked after)."
  }
}
