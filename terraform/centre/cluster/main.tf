# First layer of the centre: its cluster.
terraform {
  required_version = ">= 1.8"
  # Where it is, ./tankfleet infra says: terraform/state/centre/cluster.tfstate.
  backend "local" {}
}

module "map" {
  source = "../../modules/regions"

  regions = jsondecode(file(var.regions_file))
  centre  = jsondecode(file(var.centre_file))
}

locals {
  centre = module.map.centre
}

module "cluster" {
  source = "../../modules/cluster"

  hosts       = local.centre.hosts
  admin_cidrs = local.centre.admin_cidrs
  # The page, auth for clients without one, the hub for the regions.
  public_tcp_ports = concat([local.centre.edge_port, 8888, 7422], local.centre.public_tcp_ports)
  game_ports       = null
  ssh_user         = local.centre.ssh_user
  ssh_port         = local.centre.ssh_port
  ssh_key_path     = var.ssh_key_path
  k3s_version      = local.centre.k3s.version
  k3s_sha256       = local.centre.k3s.sha256
  k3s_url          = local.centre.k3s.url
  token            = var.k3s_token
  kubeconfig_path  = var.kubeconfig_path
}

output "nodes" {
  description = "The pool of each node."
  value       = module.cluster.nodes
}
