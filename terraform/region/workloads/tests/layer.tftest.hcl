# The second layer: what it takes from the map, and what it does not take at all.
mock_provider "helm" {}
mock_provider "kubectl" {}

variables {
  region          = "eu"
  regions_file    = "tests/map.json"
  kubeconfig_path = "./kubeconfig"

  hub_password        = "a-password-of-the-hub"
  edge_tls            = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  allocator_tls       = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  allocator_authority = "-----BEGIN CERTIFICATE-----"
}

run "looks_where_the_first_layer_has_put_the_kubeconfig" {
  command = plan

  assert {
    condition     = local.kubeconfig == "./kubeconfig"
    error_message = "a cluster of ours is reached as administrator"
  }
  assert {
    condition     = output.websocket_url == "wss://eu.play.tankfleet.example"
    error_message = "players reach the region of the key"
  }
  assert {
    condition     = yamldecode(module.region.values).builds.stable.replicas.max == 50
    error_message = "what the map does not say is as the module says"
  }
  assert {
    condition     = yamldecode(module.agones[0].values).gameservers.maxPort == 8000
    error_message = "Agones hands out the ports that the hosts have open"
  }
}

run "reaches_a_cluster_that_is_there" {
  command = plan
  variables {
    region = "us"
  }

  assert {
    condition     = endswith(local.kubeconfig, "/.kube/tankfleet-us.yaml") && startswith(local.kubeconfig, "/")
    error_message = "the kubeconfig of the map goes before ours"
  }
  assert {
    condition     = yamldecode(module.region.values).region == "us" && yamldecode(module.region.values).city == "New York"
    error_message = "the values are those of the key"
  }
}

run "is_told_by_the_centre_what_the_map_does_not_say" {
  command = plan
  variables {
    region       = "ap"
    regions_file = "tests/short.json"
    centre_file  = "tests/centre.json"
  }

  assert {
    condition     = yamldecode(module.region.values).centre.hub.host == "hub.tankfleet.example" && yamldecode(module.region.values).centre.allowedOrigins == ["https://play.tankfleet.example"]
    error_message = "an entry need not repeat where the hub is and which page may play"
  }
  assert {
    condition     = yamldecode(module.region.values).autoscaler.webhook.url == "https://play.tankfleet.example/autoscale"
    error_message = "its autoscalers ask the centre"
  }
  assert {
    condition     = yamldecode(module.region.values).edge.podNetworks == ["10.42.0.0/16"]
    error_message = "nginx is believed in the network of k3s"
  }
  assert {
    condition     = yamldecode(module.agones[0].values).agones.allocator.service.serviceType == "LoadBalancer" && yamldecode(module.region.values).allocator.port == 8443
    error_message = "the allocator listens where the centre calls it"
  }
}

run "leaves_agones_and_the_platform_to_another_region_of_its_cluster" {
  command = plan
  variables {
    region       = "ap-2"
    regions_file = "tests/short.json"
    centre_file  = "tests/centre.json"
  }

  assert {
    condition     = length(module.agones) == 0 && length(module.platform) == 0
    error_message = "a second one would take the first one's definitions away when it goes"
  }
  assert {
    condition     = yamldecode(module.region.values).region == "ap-2"
    error_message = "its own is there"
  }
}

run "has_cert_manager_make_what_is_not_given" {
  command = plan
  variables {
    allocator_tls        = null
    allocator_authority  = null
    cert_manager_version = "v1.19.1"
  }

  assert {
    condition     = module.agones[0].is_issued
    error_message = "where it comes along, it makes the allocator's certificates"
  }
}

run "refuses_wrong_values" {
  command = plan
  variables {
    centre_file          = "tests/no-such-file.json"
    hub_authority        = "file.pem"
    allocator_tls        = { certificate = "file.pem", key = "file.key" }
    allocator_authority  = "file.pem"
    agones_chart         = { repository = "http://charts.example" }
    region               = "EU"
    kubeconfig_path      = ""
    hub_password         = "short"
    seed                 = "short"
    edge_tls             = { certificate = "file.pem", key = "file.key" }
    agones_version       = "latest"
    prometheus_version   = "latest"
    cert_manager_version = "latest"
  }
  expect_failures = [
    var.region,
    var.kubeconfig_path,
    var.hub_password,
    var.seed,
    var.edge_tls,
    var.agones_version,
    var.prometheus_version,
    var.cert_manager_version,
    var.centre_file,
    var.hub_authority,
    var.allocator_tls,
    var.allocator_authority,
    var.agones_chart,
  ]
}

run "refuses_a_map_that_is_not_there" {
  command = plan
  variables {
    regions_file = "tests/no-such-map.json"
  }
  expect_failures = [var.regions_file]
}
