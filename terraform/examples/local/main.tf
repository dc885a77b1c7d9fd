# A region in a cluster that is there, such as k3s or kind on your machine: small, and without a name in any DNS.
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
}

locals {
  # An unknown key is told here, before anything is asked of the cluster.
  region = try(var.regions[var.region], {
    city         = "nowhere"
    position     = { latitude = 0, longitude = 0 }
    gateways     = 1
    game_servers = 1
  })
}

resource "terraform_data" "key" {
  lifecycle {
    precondition {
      condition     = contains(keys(var.regions), var.region)
      error_message = "region: ${var.region} is not in the map (expected: ${join(", ", keys(var.regions))})."
    }
  }
}

# With helm provider 3 this block is an attribute: kubernetes = { … }.
provider "helm" {
  kubernetes {
    config_path = pathexpand(var.kubeconfig)
  }
}

provider "kubectl" {
  config_path      = pathexpand(var.kubeconfig)
  load_config_file = true
}

module "agones" {
  source     = "../../modules/agones"
  count      = var.agones == null ? 0 : 1
  depends_on = [terraform_data.key]

  repository = var.agones.repository
  chart      = var.agones.chart
  namespace  = var.agones.namespace
  allocator  = { replicas = 1, service_type = "ClusterIP" }
  wait       = var.wait

  allocator_tls       = var.allocator_tls
  allocator_authority = var.allocator_authority
}

module "region" {
  source     = "../../modules/region"
  depends_on = [terraform_data.key, module.agones]

  region          = var.region
  namespace       = "tankfleet-${var.region}"
  city            = local.region.city
  position        = local.region.position
  hub             = { host = "hub.tankfleet.internal" }
  hub_password    = var.hub_password
  hub_authority   = var.hub_authority
  seed            = var.seed
  edge            = { host = "${var.region}.tankfleet.internal", replicas = 1, service_type = "ClusterIP" }
  edge_tls        = var.edge_tls
  allowed_origins = ["https://localhost"]
  gateways        = local.region.gateways
  builds = {
    stable = {
      replicas     = { initial = local.region.game_servers, min = local.region.game_servers, max = 20 }
      free_matches = { always = 1, scheduled = 1 }
    }
  }
  allocator = { host = "agones-allocator.${var.agones == null ? "agones-system" : var.agones.namespace}" }
  wait      = var.wait
}

output "values" {
  description = "What the chart is told."
  value       = module.region.values
}
