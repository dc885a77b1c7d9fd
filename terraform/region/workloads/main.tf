# Second layer of a region: what runs in its cluster. Applied once for each key of the map, with a state of its own.
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
  # Where it is, ./tankfleet infra says: terraform/state/REGION/workloads.tfstate.
  backend "local" {}
}

module "map" {
  source = "../../modules/regions"

  regions = jsondecode(file(var.regions_file))
  region  = var.region
}

locals {
  region     = module.map.region
  kubeconfig = pathexpand(coalesce(local.region.kubeconfig, var.kubeconfig_path))
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

  prometheus   = var.prometheus_version == null ? null : { version = var.prometheus_version }
  cert_manager = var.cert_manager_version == null ? null : { version = var.cert_manager_version }
}

module "agones" {
  source = "../../modules/agones"

  chart_version = var.agones_version
  game_ports    = local.region.game_ports
}

# Goes first and comes last: game servers end only while Agones is there, and Monitors need their definitions.
module "region" {
  source     = "../../modules/region"
  depends_on = [module.platform, module.agones]

  region               = var.region
  city                 = local.region.city
  position             = local.region.position
  hub                  = local.region.hub
  hub_password         = var.hub_password
  seed                 = var.seed
  edge                 = { host = local.region.edge_host, replicas = local.region.edge_replicas }
  edge_tls             = var.edge_tls
  allowed_origins      = local.region.allowed_origins
  gateways             = local.region.gateways
  builds               = local.region.builds
  autoscaler_webhook   = local.region.autoscaler_webhook
  allocator            = { host = local.region.allocator_host }
  monitoring_namespace = module.platform.monitoring_namespace
}

output "websocket_url" {
  description = "Where players reach the region."
  value       = module.region.websocket_url
}
