# The second layer: what it takes from the map, and what it does not take at all.
mock_provider "helm" {}
mock_provider "kubectl" {}

variables {
  region          = "eu"
  regions_file    = "tests/map.json"
  kubeconfig_path = "./kubeconfig"
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
    condition     = yamldecode(module.agones.values).gameservers.maxPort == 8000
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

run "refuses_wrong_values" {
  command = plan
  variables {
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
  ]
}

run "refuses_a_map_that_is_not_there" {
  command = plan
  variables {
    regions_file = "tests/no-such-map.json"
  }
  expect_failures = [var.regions_file]
}
