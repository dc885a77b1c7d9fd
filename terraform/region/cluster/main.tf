# First layer of a region: its cluster. Applied once for each key of the map, with a state of its own.
terraform {
  required_version = ">= 1.8"
  # Where it is, ./tankfleet infra says: terraform/state/REGION/cluster.tfstate.
  backend "local" {}
}

module "map" {
  source = "../../modules/regions"

  regions = jsondecode(file(var.regions_file))
  region  = var.region
}

locals {
  region = module.map.region
}

module "cluster" {
  source = "../../modules/cluster"

  hosts       = local.region.hosts
  admin_cidrs = local.region.admin_cidrs
  game_ports  = local.region.game_ports
  # The edge; the allocator for the centre.
  public_tcp_ports = [local.region.edge_port, local.region.allocator_port]
  ssh_user         = local.region.ssh_user
  ssh_port         = local.region.ssh_port
  ssh_key_path     = var.ssh_key_path
  k3s_version      = local.region.k3s.version
  k3s_sha256       = local.region.k3s.sha256
  k3s_url          = local.region.k3s.url
  token            = var.k3s_token
  kubeconfig_path  = var.kubeconfig_path
}

output "nodes" {
  description = "The pool of each node."
  value       = module.cluster.nodes
}
