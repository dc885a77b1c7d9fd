# One host: what it is told, and what makes a step come again.
variables {
  name              = "game-1"
  host              = { address = "203.0.113.11", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "agent", pool = "game" }
  first             = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }
  ssh               = { user = "root", port = 22, key_path = "versions.tf", sudo = "" }
  k3s               = { version = "v1.35.4+k3s1", sha256 = "0123", url = "https://example.com/k3s" }
  config            = { server = "https://203.0.113.10:6443" }
  token             = "abcdefghijklmnopqrstuvwxyz012345"
  firewall          = "rules"
  drain_max_seconds = 600
}

run "tells_an_agent_where_its_cluster_is" {
  command = plan
  module {
    source = "./node"
  }

  assert {
    condition = local.config == {
      server           = "https://203.0.113.10:6443"
      node-name        = "game-1"
      node-external-ip = "203.0.113.11"
    }
    error_message = "an agent needs to know its server and itself, and nothing else"
  }
  assert {
    condition     = local.role == "agent"
    error_message = "it runs k3s agent"
  }
  assert {
    condition     = !strcontains(jsonencode(terraform_data.host.input), "abcdefghijklmnopqrstuvwxyz012345")
    error_message = "the token is in no state"
  }
  assert {
    condition     = terraform_data.host.input.key_path == "versions.tf"
    error_message = "of the key the state has the path"
  }
}

run "takes_the_first_for_a_server" {
  command = plan
  module {
    source = "./node"
  }
  variables {
    host = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first", pool = "system" }
  }

  assert {
    condition     = local.role == "server" && terraform_data.host.input.role == "first"
    error_message = "it runs k3s server; that it is the first is told when it goes"
  }
}

run "tells_a_host_behind_a_translation_both_of_its_addresses" {
  command = plan
  module {
    source = "./node"
  }
  variables {
    host = { address = "203.0.113.11", private_address = "10.0.0.11", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "agent", pool = "game" }
  }

  assert {
    condition     = local.config["node-ip"] == "10.0.0.11" && local.config["node-external-ip"] == "203.0.113.11"
    error_message = "the one that is on its interface, and the one by which others reach it"
  }
  assert {
    condition     = terraform_data.host.input.address == "203.0.113.11"
    error_message = "it is looked after by the one that can be reached"
  }
}
