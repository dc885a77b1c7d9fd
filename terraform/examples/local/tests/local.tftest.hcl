# The example: with Agones and without, and what it does not take.
mock_provider "helm" {}
mock_provider "kubectl" {}

variables {
  # Any file that can be read: nothing is asked of a cluster here.
  kubeconfig          = "main.tf"
  region              = "eu"
  hub_password        = "a-password-of-the-hub"
  seed                = "abcdefghijklmnopqrstuvwxyz012345"
  edge_tls            = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  allocator_tls       = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  allocator_authority = "-----BEGIN CERTIFICATE-----"
  regions = {
    eu = { city = "Frankfurt", position = { latitude = 50.1, longitude = 8.7 } }
    us = { city = "New York", position = { latitude = 40.7, longitude = -74 }, gateways = 2, game_servers = 3 }
  }
}

run "brings_agones_along" {
  command = plan

  assert {
    condition     = length(module.agones) == 1 && yamldecode(module.agones[0].values).agones.allocator.replicas == 1
    error_message = "Agones is small, too"
  }
  assert {
    condition     = yamldecode(output.values).allocator.host == "agones-allocator.agones-system"
    error_message = "its allocator is in the same cluster"
  }
}

run "leaves_agones_alone_where_it_is_there_already" {
  command = plan
  variables {
    region = "us"
    agones = null
  }

  assert {
    condition     = length(module.agones) == 0
    error_message = "a second Agones would take the first one's definitions away when it goes"
  }
  assert {
    condition     = yamldecode(output.values).gateway.replicas == 2 && yamldecode(output.values).builds.stable.replicas.initial == 3
    error_message = "the entry of the key"
  }
}

run "refuses_a_region_that_is_not_in_the_map" {
  command = plan
  variables {
    region = "ap"
  }
  expect_failures = [terraform_data.key]
}

run "refuses_wrong_values" {
  command = plan
  variables {
    kubeconfig          = "no-such-file"
    hub_password        = "short"
    seed                = "short"
    regions             = {}
    agones              = { repository = "http://charts.example" }
    hub_authority       = "file.pem"
    edge_tls            = { certificate = "file.pem", key = "file.key" }
    allocator_tls       = { certificate = "file.pem", key = "file.key" }
    allocator_authority = "file.pem"
  }
  expect_failures = [
    var.kubeconfig,
    var.hub_password,
    var.seed,
    var.regions,
    var.agones,
    var.hub_authority,
    var.edge_tls,
    var.allocator_tls,
    var.allocator_authority,
  ]
}
