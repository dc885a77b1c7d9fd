# What is done to which host, as far as a plan can tell.
variables {
  hosts = {
    control = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first", pool = "system" }
    game-1  = { address = "203.0.113.11", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "agent" }
    game-2  = { address = "203.0.113.12", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "agent" }
  }
  # Any file that can be read: nothing is asked of hosts here.
  ssh_key_path    = "versions.tf"
  k3s_version     = "v1.35.4+k3s1"
  k3s_sha256      = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  token           = "abcdefghijklmnopqrstuvwxyz012345"
  admin_cidrs     = ["198.51.100.0/24"]
  kubeconfig_path = "./kubeconfig"
}

run "sorts_hosts_by_their_role" {
  command = plan

  assert {
    condition     = local.first == "control"
    error_message = "the first server is the one of that role"
  }
  assert {
    condition     = toset(keys(local.agents)) == toset(["game-1", "game-2"]) && length(local.servers) == 0
    error_message = "agents are agents, and nobody else is a server"
  }
  assert {
    condition     = output.nodes == { control = "system", game-1 = "game", game-2 = "game" }
    error_message = "a host without a pool is in the pool game"
  }
  assert {
    condition     = output.api_server == "https://203.0.113.10:6443"
    error_message = "the API server is that of the first"
  }
  assert {
    condition     = local.k3s.url == "https://github.com/k3s-io/k3s/releases/download/v1.35.4%2Bk3s1/k3s"
    error_message = "without a place the binary is the project's own release"
  }
  assert {
    condition     = endswith(output.kubeconfig_path, "/kubeconfig")
    error_message = "the kubeconfig is where it was asked for"
  }
}

run "closes_all_ports_but_those_that_are_named" {
  command = plan
  variables {
    game_ports       = { first = 7100, last = 7200 }
    public_tcp_ports = [443, 8443]
    ssh_port         = 2222
  }

  assert {
    condition     = strcontains(local.firewall, "policy drop")
    error_message = "what no rule names is closed"
  }
  assert {
    condition     = strcontains(local.firewall, "udp dport 7100-7200 accept")
    error_message = "game servers can be reached"
  }
  assert {
    condition     = strcontains(local.firewall, "tcp dport { 443, 8443 } accept")
    error_message = "the edge and the allocator can be reached"
  }
  assert {
    condition     = strcontains(local.firewall, "ip saddr @admins tcp dport { 2222, 6443 } accept")
    error_message = "SSH and the API server are for administrators"
  }
  assert {
    condition     = strcontains(local.firewall, "elements = { 203.0.113.10, 203.0.113.11, 203.0.113.12 }")
    error_message = "hosts of the cluster reach each other"
  }
  assert {
    condition     = strcontains(local.firewall, "elements = { 198.51.100.0/24 }")
    error_message = "the networks of administrators are those that are given"
  }
}

run "opens_nothing_where_nothing_is_public" {
  command = plan
  variables {
    public_tcp_ports = []
  }

  assert {
    condition     = !strcontains(local.firewall, "    tcp dport")
    error_message = "an empty list is no rule"
  }
}

run "calls_sudo_for_other_users" {
  command = plan
  variables {
    ssh_user = "debian"
  }

  assert {
    condition     = local.ssh.sudo == "sudo -n "
    error_message = "another than root needs sudo, which may ask nothing"
  }
}

run "joins_more_servers_to_the_first" {
  command = plan
  variables {
    hosts = {
      a = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
      b = { address = "203.0.113.11", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "server" }
      c = { address = "203.0.113.12", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "server" }
    }
  }

  assert {
    condition     = toset(keys(local.servers)) == toset(["b", "c"])
    error_message = "the others join"
  }
  assert {
    condition     = join(" ", local.server_config["tls-san"]) == "203.0.113.10 203.0.113.11 203.0.113.12"
    error_message = "each may be asked by its own address"
  }
  assert {
    condition     = local.server_config["secrets-encryption"] && local.server_config["flannel-backend"] == "wireguard-native"
    error_message = "what is secret is sealed on disk, what goes between hosts on the way"
  }
}

run "reaches_hosts_behind_a_translation_from_both_sides" {
  command = plan
  variables {
    hosts = {
      control = { address = "203.0.113.10", private_address = "10.0.0.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
      game-1  = { address = "203.0.113.11", private_address = "10.0.0.11", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "agent" }
    }
  }

  assert {
    condition     = join(" ", local.server_config["tls-san"]) == "10.0.0.10 203.0.113.10"
    error_message = "the API server's certificate names both addresses"
  }
  assert {
    condition     = local.server_config["flannel-external-ip"]
    error_message = "Pods of two hosts find each other by the addresses that can be reached"
  }
  assert {
    condition     = strcontains(local.firewall, "elements = { 10.0.0.10, 10.0.0.11, 203.0.113.10, 203.0.113.11 }")
    error_message = "a host is let in by either address"
  }
  assert {
    condition     = local.join.server == "https://203.0.113.10:6443"
    error_message = "the others join at the address that can be reached"
  }
}

run "opens_no_ports_of_games_where_none_are_played" {
  command = plan
  variables {
    game_ports = null
  }

  assert {
    condition     = !strcontains(local.firewall, "udp dport")
    error_message = "a cluster of the centre has no game servers"
  }
  assert {
    condition     = local.server_config["flannel-external-ip"] == null
    error_message = "where addresses are on the interfaces nothing is said of it"
  }
}
