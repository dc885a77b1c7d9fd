# What the module does not take. Each says in a sentence what it expects.
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

run "refuses_wrong_values_once" {
  command = plan
  variables {
    # Name that is no node.
    hosts = {
      Control = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
    }
    # Key that is not there.
    ssh_key_path = "no-such-key"
    # User that is none.
    ssh_user = "root; reboot"
    # Ssh port zero.
    ssh_port = 0
    # K3s of another kubernetes.
    k3s_version = "v1.33.1+k3s1"
    # Checksum that is none.
    k3s_sha256 = "latest"
    # Binary over plain http.
    k3s_url = "http://mirror.example/k3s"
    # Token too short.
    token = "abc"
    # Nobody who may look.
    admin_cidrs = []
    # Range turned round.
    game_ports = { first = 8000, last = 7000 }
    # Api server for everybody.
    public_tcp_ports = [443, 6443]
    # Pods without room.
    pod_cidr = "10.42.0.0/30"
    # Services without room.
    service_cidr = "10.43.0.0/30"
    # Drain without time.
    drain_max_seconds = 0
    # Kubeconfig that is no path.
    kubeconfig_path = "/tmp/it's here"
  }
  expect_failures = [
    var.hosts,
    var.ssh_key_path,
    var.ssh_user,
    var.ssh_port,
    var.k3s_version,
    var.k3s_sha256,
    var.k3s_url,
    var.token,
    var.admin_cidrs,
    var.game_ports,
    var.public_tcp_ports,
    var.pod_cidr,
    var.service_cidr,
    var.drain_max_seconds,
    var.kubeconfig_path,
  ]
}

run "refuses_wrong_values_twice" {
  command = plan
  variables {
    # Address that is none.
    hosts = {
      control = { address = "203.0.113.300", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
    }
    # K3s without its release.
    k3s_version = "v1.35.4"
    # Binary with a quote.
    k3s_url = "https://mirror.example/k3s'; reboot"
    # Network too wide.
    admin_cidrs = ["198.51.100.0/33"]
    # Range below 1024.
    game_ports = { first = 100, last = 200 }
  }
  expect_failures = [
    var.hosts,
    var.k3s_version,
    var.k3s_url,
    var.admin_cidrs,
    var.game_ports,
  ]
}

run "refuses_wrong_values_thrice" {
  command = plan
  variables {
    # Address twice.
    hosts = {
      control = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
      game    = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "agent" }
    }
    # Address without its network.
    admin_cidrs = ["198.51.100.1"]
    # Range above 65535.
    game_ports = { first = 65000, last = 66000 }
  }
  expect_failures = [
    var.hosts,
    var.admin_cidrs,
    var.game_ports,
  ]
}

run "refuses_wrong_values_four_times" {
  command = plan
  variables {
    # Host key that is none.
    hosts = {
      control = { address = "203.0.113.10", host_key = "unknown", role = "first" }
    }
  }
  expect_failures = [
    var.hosts,
  ]
}

run "refuses_wrong_values_five_times" {
  command = plan
  variables {
    # Role that is none.
    hosts = {
      control = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
      game    = { address = "203.0.113.11", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "worker" }
    }
  }
  expect_failures = [
    var.hosts,
  ]
}

run "refuses_wrong_values_six_times" {
  command = plan
  variables {
    # No first.
    hosts = {
      control = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "server" }
    }
  }
  expect_failures = [
    var.hosts,
  ]
}

run "refuses_wrong_values_seven_times" {
  command = plan
  variables {
    # Two firsts.
    hosts = {
      a = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
      b = { address = "203.0.113.11", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
      c = { address = "203.0.113.12", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "server" }
    }
  }
  expect_failures = [
    var.hosts,
  ]
}

run "refuses_wrong_values_eight_times" {
  command = plan
  variables {
    # Two servers.
    hosts = {
      a = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" }
      b = { address = "203.0.113.11", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "server" }
    }
  }
  expect_failures = [
    var.hosts,
  ]
}

run "refuses_wrong_values_nine_times" {
  command = plan
  variables {
    # Pool that is no label.
    hosts = {
      control = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first", pool = "Game_Pool" }
    }
  }
  expect_failures = [
    var.hosts,
  ]
}

run "private_address_that_is_a_name" {
  command = plan
  variables {
    hosts = { control = { address = "203.0.113.10", private_address = "control.internal", host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", role = "first" } }
  }
  expect_failures = [var.hosts]
}
