# The first layer: what it takes from centre.json, and what it does not take at all.
variables {
  regions_file = "../../region/workloads/tests/short.json"
  centre_file  = "tests/centre.json"
  # Any file that can be read: nothing is asked of hosts here.
  ssh_key_path    = "main.tf"
  kubeconfig_path = "./kubeconfig"
  k3s_token       = "abcdefghijklmnopqrstuvwxyz012345"
}

run "takes_the_hosts_of_the_centre_and_of_no_region" {
  command = plan

  assert {
    condition     = output.nodes == { centre-1 = "system" }
    error_message = "its host, in the pool of those that run no games"
  }
  assert {
    condition     = module.cluster.api_server == "https://203.0.113.20:6443"
    error_message = "the API server of the centre"
  }
}

run "refuses_wrong_values" {
  command = plan
  variables {
    ssh_key_path    = "no-such-key"
    kubeconfig_path = "kubeconfig"
    k3s_token       = "short"
  }
  expect_failures = [
    var.ssh_key_path,
    var.kubeconfig_path,
    var.k3s_token,
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
