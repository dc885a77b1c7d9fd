# The modules with as little as they take, and with all of it; only a plan is made of this.
terraform {
  required_version = ">= 1.8"
}

module "region_least" {
  source = "../../../modules/region"

  region          = "eu"
  city            = "Frankfurt"
  position        = { latitude = 50.11, longitude = 8.68 }
  hub             = { host = "hub.example.com" }
  edge            = { host = "eu.example.com" }
  allowed_origins = ["https://play.example.com"]
  allocator       = { host = "allocator.eu.example.com" }
  made_elsewhere  = ["tankfleet-hub", "tankfleet-edge-tls"]
}

module "region_all" {
  source = "../../../modules/region"

  region          = "us-east"
  city            = "New York"
  position        = { latitude = 40.71, longitude = -74.01 }
  namespace       = "tanks"
  hub             = { host = "hub.example.com", port = 7423, cidr = "203.0.113.0/24" }
  hub_password    = "a-password-of-the-hub"
  hub_authority   = "-----BEGIN CERTIFICATE-----"
  seed            = "abcdefghijklmnopqrstuvwxyz012345"
  edge            = { host = "us.example.com", replicas = 3, service_type = "NodePort", pod_networks = ["10.42.0.0/16"] }
  edge_tls        = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  allowed_origins = ["https://play.example.com", "https://beta.example.com:8443"]
  gateways        = 4
  builds = {
    stable = {
      tag          = "1.4.0"
      replicas     = { initial = 3, min = 2, max = 40 }
      free_matches = { always = 5, scheduled = 9 }
    }
    canary = {
      tag          = "1.5.0-rc.1"
      replicas     = { initial = 1, min = 1, max = 2 }
      free_matches = { always = 1, scheduled = 2 }
    }
  }
  autoscaler_webhook   = "https://play.example.com/autoscale"
  allocator            = { host = "allocator.us.example.com", port = 443 }
  api_server           = { cidr = "203.0.113.7/32", ports = [6443] }
  monitoring_namespace = "watch"
}

module "centre_least" {
  source = "../../../modules/centre"

  regions         = {}
  edge            = { host = "play.example.com" }
  hub             = { host = "hub.example.com" }
  allowed_origins = ["https://play.example.com"]
  made_elsewhere  = ["tankfleet-edge-tls", "tankfleet-hub-tls"]
}

module "centre_all" {
  source = "../../../modules/centre"

  namespace = "brain"
  regions = {
    eu = {
      city                = "Frankfurt"
      position            = { latitude = 50.11, longitude = 8.68 }
      edge_host           = "eu.example.com"
      namespace           = "tanks"
      allocator_host      = "allocator.eu.example.com"
      allocator_port      = 443
      allocator_cidr      = "203.0.113.0/24"
      autoscaler_networks = ["203.0.113.7/32"]
    }
  }
  edge                 = { host = "play.example.com", replicas = { min = 1, max = 2 }, service_type = "NodePort", pod_networks = ["10.42.0.0/16"] }
  hub                  = { host = "hub.example.com", service_type = "ClusterIP" }
  allowed_origins      = ["https://play.example.com"]
  seed                 = "abcdefghijklmnopqrstuvwxyz012345"
  token_signing_key    = "-----BEGIN PRIVATE KEY-----"
  free_matches         = 9
  database             = { url = "jdbc:postgresql://db.example.com:5432/tankfleet", cidr = "192.0.2.0/24" }
  monitoring_namespace = "watch"
  edge_tls             = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  hub_tls              = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  allocator_clients = { eu = {
    certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----", authority = "-----BEGIN CERTIFICATE-----"
  } }
}

output "centre_least" {
  description = "What the chart of the centre is told, at least."
  value       = module.centre_least.values
}

output "centre_all" {
  description = "What the chart of the centre is told, at most."
  value       = module.centre_all.values
}

output "region_least" {
  description = "What the chart is told, at least."
  value       = module.region_least.values
}

output "region_all" {
  description = "What the chart is told, at most."
  value       = module.region_all.values
}
