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
  centre  = var.centre_file == null ? null : jsondecode(file(var.centre_file))
}

locals {
  region     = module.map.region
  kubeconfig = pathexpand(coalesce(local.region.kubeconfig, var.kubeconfig_path))

  is_given     = nonsensitive(var.allocator_tls != null)
  is_elsewhere = contains(local.region.made_elsewhere, "allocator-tls")
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
  count  = local.region.brings_platform ? 1 : 0

  prometheus   = var.prometheus_version == null ? null : { version = var.prometheus_version }
  cert_manager = var.cert_manager_version == null ? null : { version = var.cert_manager_version }
  wait         = var.wait
}

module "agones" {
  source     = "../../modules/agones"
  count      = local.region.brings_agones ? 1 : 0
  depends_on = [module.platform]

  repository          = var.agones_chart.repository
  chart               = var.agones_chart.chart
  chart_version       = var.agones_version
  namespace           = var.agones_chart.namespace
  game_ports          = local.region.game_ports
  allocator           = { replicas = local.region.allocator_replicas, port = local.region.allocator_port, service_type = local.region.service_type }
  allocator_tls       = var.allocator_tls
  allocator_authority = var.allocator_authority
  # What is given goes before what could be made.
  cert_manager_host = local.is_given || local.is_elsewhere || var.cert_manager_version == null ? null : local.region.allocator_host
  made_elsewhere    = local.is_elsewhere
  wait              = var.wait
}

# Goes first and comes last: game servers end only while Agones is there, and Monitors need their definitions.
module "region" {
  source     = "../../modules/region"
  depends_on = [module.platform, module.agones]

  region             = var.region
  city               = local.region.city
  position           = local.region.position
  namespace          = local.region.namespace
  hub                = local.region.hub
  hub_password       = var.hub_password
  hub_authority      = var.hub_authority
  seed               = var.seed
  edge               = { host = local.region.edge_host, port = local.region.edge_port, replicas = local.region.edge_replicas, service_type = local.region.service_type, pod_networks = local.region.pod_networks }
  edge_tls           = var.edge_tls
  certificates       = local.region.certificates
  allowed_origins    = local.region.allowed_origins
  gateways           = local.region.gateways
  builds             = local.region.builds
  autoscaler_webhook = local.region.autoscaler_webhook
  allocator          = { host = local.region.allocator_host, port = local.region.allocator_port }
  made_elsewhere     = [for name in local.region.made_elsewhere : name if name != "allocator-tls"]
  more_values        = local.region.values_file == null ? "{}" : file(startswith(local.region.values_file, "/") ? local.region.values_file : "${dirname(var.regions_file)}/${local.region.values_file}")
  wait               = var.wait
}

output "websocket_url" {
  description = "Where players reach the region."
  value       = module.region.websocket_url
}
