# The second layer: what it takes from the map of regions, and what it does not take at all.
mock_provider "helm" {}
mock_provider "kubectl" {}

variables {
  regions_file    = "../../region/workloads/tests/short.json"
  centre_file     = "tests/centre.json"
  kubeconfig_path = "./kubeconfig"

  seed              = "abcdefghijklmnopqrstuvwxyz012345"
  token_signing_key = "-----BEGIN PRIVATE KEY-----"
  edge_tls          = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  hub_tls           = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  allocator_client  = { certificate = "-----BEGIN CERTIFICATE-----of all", key = "-----BEGIN PRIVATE KEY-----", authority = "-----BEGIN CERTIFICATE-----" }
}

run "knows_each_region_of_the_map" {
  command = plan

  assert {
    condition     = toset(keys(yamldecode(module.centre.values).regions)) == toset(["ap", "ap-2"])
    error_message = "an entry in the map is all that it needs"
  }
  assert {
    condition = yamldecode(module.centre.values).regions.ap == {
      city               = "Tokyo"
      position           = { latitude = 35.7, longitude = 139.7 }
      edgeHost           = "ap.play.tankfleet.example"
      namespace          = "games"
      allocator          = { host = "allocator.ap.tankfleet.example", port = 8443, cidr = "0.0.0.0/0", clientSecret = "ap-allocator" }
      autoscalerNetworks = ["203.0.113.30/32"]
    }
    error_message = "the entry as the chart wants it, with the addresses from which its autoscalers ask"
  }
  assert {
    condition     = yamldecode(module.centre.values).regions.ap-2.namespace == "games-2" && length(yamldecode(module.centre.values).regions.ap-2.autoscalerNetworks) == 0
    error_message = "a second one in a cluster that is there"
  }
  assert {
    condition     = toset(nonsensitive(keys(output.hub_passwords))) == toset(["ap", "ap-2"]) && nonsensitive(output.hub_passwords["ap"] != output.hub_passwords["ap-2"])
    error_message = "a password for each, and another for another"
  }
  assert {
    condition     = yamldecode(module.centre.values).edge.podNetworks == ["10.42.0.0/16"] && local.kubeconfig == "./kubeconfig"
    error_message = "on hosts of ours Pods are in the network of k3s"
  }
}

run "takes_the_certificate_of_a_region_with_an_authority_of_its_own" {
  command = plan
  variables {
    allocator_clients = { ap-2 = { certificate = "-----BEGIN CERTIFICATE-----of one", key = "-----BEGIN PRIVATE KEY-----", authority = "-----BEGIN CERTIFICATE-----" } }
  }

  assert {
    condition     = nonsensitive({ for id, client in local.clients : id => client.certificate }) == { ap = "-----BEGIN CERTIFICATE-----of all", ap-2 = "-----BEGIN CERTIFICATE-----of one" }
    error_message = "its own goes before that of all"
  }
}

run "reaches_a_cluster_that_is_there" {
  command = plan
  variables {
    centre_file = "../../region/workloads/tests/centre.json"
  }

  assert {
    condition     = endswith(local.kubeconfig, "/.kube/centre.yaml") && startswith(local.kubeconfig, "/")
    error_message = "the kubeconfig of centre.json goes before ours"
  }
}

run "refuses_wrong_values" {
  command = plan
  variables {
    kubeconfig_path      = ""
    seed                 = "short"
    token_signing_key    = "file.pem"
    edge_tls             = { certificate = "file.pem", key = "file.key" }
    hub_tls              = { certificate = "file.pem", key = "file.key" }
    allocator_client     = { certificate = "file.pem", key = "file.key", authority = "ca.pem" }
    allocator_clients    = { ap = { certificate = "file.pem", key = "file.key", authority = "ca.pem" } }
    prometheus_version   = "latest"
    cert_manager_version = "latest"
  }
  expect_failures = [
    var.kubeconfig_path,
    var.seed,
    var.token_signing_key,
    var.edge_tls,
    var.hub_tls,
    var.allocator_client,
    var.allocator_clients,
    var.prometheus_version,
    var.cert_manager_version,
  ]
}

run "refuses_files_that_are_not_there" {
  command = plan
  variables {
    regions_file = "tests/no-such-map.json"
    centre_file  = "tests/no-such-file.json"
  }
  expect_failures = [
    var.regions_file,
    var.centre_file,
  ]
}
