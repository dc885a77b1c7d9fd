# Second layer of the centre: what runs in its cluster. It reads the map of regions, so that an entry there is all that it
# needs to know of a new one.
terraform {
  required_version = ">= 1.8"
  required_providers {
    helm = {
      source  = "hashicorp/helm"
      version = ">= 1.3.2, < 3.0.0"
    }
    kubectl = {
      source  = "gavinbunney/kubectl"
      version = ">= 1.19.0"
    }
  }
  # Where it is, ./tankfleet infra says: terraform/state/centre/workloads.tfstate.
  backend "local" {}
}

module "map" {
  source = "../../modules/regions"

  regions = jsondecode(file(var.regions_file))
  centre  = jsondecode(file(var.centre_file))
}

locals {
  centre     = module.map.centre
  kubeconfig = pathexpand(coalesce(local.centre.kubeconfig, var.kubeconfig_path))
  # One certificate for the allocators of all regions, but where a region has an authority of its own.
  clients = merge(
    var.allocator_client == null ? {} : { for id in keys(module.map.regions) : id => var.allocator_client },
    var.allocator_clients
  )
}

# With helm provider 3 this block is an attribute: kubernetes = { … }.
provider "helm" {
  kubernetes {
    config_path = local.kubeconfig
  }
}

provider "kubectl" {
  config_path      = local.kubeconfig
  load_config_file = true
}

module "platform" {
  source = "../../modules/platform"
  count  = local.centre.brings_platform ? 1 : 0

  prometheus   = var.prometheus_version == null ? null : { version = var.prometheus_version }
  cert_manager = var.cert_manager_version == null ? null : { version = var.cert_manager_version }
  wait         = var.wait
}

# Goes first and comes last: Monitors need their definitions.
module "centre" {
  source     = "../../modules/centre"
  depends_on = [module.platform]

  namespace = local.centre.namespace
  regions = { for id, region in module.map.regions : id => {
    city                = region.city
    position            = region.position
    edge_host           = region.edge_host
    edge_port           = region.edge_port
    namespace           = region.namespace
    allocator_host      = region.allocator_host
    allocator_port      = region.allocator_port
    allocator_cidr      = region.allocator_cidr
    autoscaler_networks = region.autoscaler_networks
  } }
  allocator_clients = local.clients
  edge = {
    host         = local.centre.edge_host
    port         = local.centre.edge_port
    replicas     = local.centre.edge_replicas
    service_type = local.centre.service_type
    pod_networks = local.centre.pod_networks
  }
  edge_tls          = var.edge_tls
  certificates      = local.centre.certificates
  hub               = { host = local.centre.hub_host, service_type = local.centre.service_type }
  hub_tls           = var.hub_tls
  allowed_origins   = local.centre.allowed_origins
  seed              = var.seed
  token_signing_key = var.token_signing_key
  free_matches      = local.centre.free_matches
  database          = local.centre.database
  made_elsewhere    = local.centre.made_elsewhere
  more_values       = local.centre.values_file == null ? "{}" : file(startswith(local.centre.values_file, "/") ? local.centre.values_file : "${dirname(var.centre_file)}/${local.centre.values_file}")
  wait              = var.wait
}

output "url" {
  description = "Where players find it."
  value       = module.centre.url
}

output "hub_passwords" {
  description = "The `hub_password` of each region, which ./tankfleet infra hands on; empty without `seed`."
  value       = module.centre.hub_passwords
  sensitive   = true
}
