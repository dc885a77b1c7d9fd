variable "regions" {
  description = "The whole map: what is said of each region, by its id. `hosts` makes a cluster on them; without `hosts` a `kubeconfig` names one that is there. The fields mean what they mean in the modules `cluster` and `region`, which check them."
  type = map(object({
    city            = string
    position        = object({ latitude = number, longitude = number })
    edge_host       = string
    edge_replicas   = optional(number, 2)
    allocator_host  = string
    hub             = object({ host = string, port = optional(number, 7422), cidr = optional(string, "0.0.0.0/0") })
    allowed_origins = list(string)
    gateways        = optional(number, 2)
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
    autoscaler_webhook = optional(string, "")
    game_ports         = optional(object({ first = number, last = number }), { first = 7000, last = 8000 })
    hosts = optional(map(object({
      address  = string
      host_key = string
      role     = string
      pool     = optional(string, "game")
    })), {})
    admin_cidrs = optional(list(string), [])
    ssh_user    = optional(string, "root")
    ssh_port    = optional(number, 22)
    k3s         = optional(object({ version = string, sha256 = string, url = optional(string, "") }))
    kubeconfig  = optional(string)
  }))
  nullable = false

  validation {
    condition     = length(var.regions) > 0
    error_message = "regions: the map is empty (expected: at least one region)."
  }
  validation {
    condition     = alltrue([for id, region in var.regions : can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", id))])
    error_message = "regions: a key is no id of a region (expected: 1 to 20 of a-z, 0-9 and -)."
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
    condition     = length(distinct([for id, region in var.regions : region.edge_host])) == length(var.regions)
    error_message = "regions: two have the same edge_host (expected: a name for each)."
  }
  validation {
    condition     = length(distinct(flatten([for id, region in var.regions : [for name, host in region.hosts : host.address]]))) == length(flatten([for id, region in var.regions : [for name, host in region.hosts : host.address]]))
    error_message = "regions: a host is in two of them (expected: each address once)."
  }
}

variable "region" {
  description = "The one that is meant."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", var.region))
    error_message = "region: this is no id of a region (expected: 1 to 20 of a-z, 0-9 and -)."
  }
}
