# What nobody has said of a region or of the centre, but what follows from the rest.

locals {
  # k3s gives Pods this network where it is ours (modules/cluster).
  networks_of_k3s = ["10.42.0.0/16"]
  any_network     = ["10.0.0.0/8"]

  # As players and regions write it.
  page = var.centre == null ? "" : "https://${var.centre.edge_host}${var.centre.edge_port == 443 ? "" : ":${var.centre.edge_port}"}"

  centre = var.centre == null ? null : merge(var.centre, {
    allowed_origins = var.centre.allowed_origins != null ? var.centre.allowed_origins : tolist([local.page])
    pod_networks    = var.centre.pod_networks != null ? var.centre.pod_networks : tolist(length(var.centre.hosts) > 0 ? local.networks_of_k3s : local.any_network)
  })

  # From where a cluster of ours speaks: what leaves a host has the host's address.
  speaks_from = { for id, region in var.regions : id =>
    region.autoscaler_networks != null ? region.autoscaler_networks : tolist([for host in region.hosts : "${host.address}/32"])
  }
  # The centre answers only who is known to it, so others need not ask.
  webhook = { for id, networks in local.speaks_from : id =>
    var.centre == null || length(networks) == 0 ? "" : "${local.page}/autoscale"
  }

  regions = { for id, region in var.regions : id => merge(region, {
    hub                 = region.hub != null ? region.hub : try({ host = var.centre.hub_host, port = 7422, cidr = "0.0.0.0/0" }, null)
    allowed_origins     = region.allowed_origins != null ? region.allowed_origins : try(local.centre.allowed_origins, null)
    autoscaler_networks = local.speaks_from[id]
    autoscaler_webhook  = region.autoscaler_webhook != null ? region.autoscaler_webhook : local.webhook[id]
    pod_networks        = region.pod_networks != null ? region.pod_networks : tolist(length(region.hosts) > 0 ? local.networks_of_k3s : local.any_network)
  }) }
}
