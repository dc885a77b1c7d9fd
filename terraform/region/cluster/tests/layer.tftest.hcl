# The first layer: what it takes from the map, and what it does not take at all.
variables {
  region       = "eu"
  regions_file = "tests/map.json"
  # Any file that can be read: nothing is asked of hosts here.
  ssh_key_path    = "main.tf"
  kubeconfig_path = "./kubeconfig"
  k3s_token       = "abcdefghijklmnopqrstuvwxyz012345"
}

run "takes_the_hosts_of_its_key_and_no_others" {
  command = plan

  assert {
    condition     = output.nodes == { eu-control = "system", eu-game-1 = "canary" }
    error_message = "the hosts of the region, with their pools"
  }
  assert {
    condition     = module.cluster.api_server == "https://203.0.113.10:6443"
    error_message = "the API server of the region"
  }
}

run "refuses_wrong_values" {
  command = plan
  variables {
    region          = "EU"
    ssh_key_path    = "no-such-key"
    kubeconfig_path = "kubeconfig"
    k3s_token       = "short"
  }
  expect_failures = [
    var.region,
    var.ssh_key_path,
    var.kubeconfig_path,
    var.k3s_token,
  ]
}
