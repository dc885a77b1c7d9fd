# The map of regions: what it takes, and what it does not.
variables {
  region = "eu"
  regions = {
    eu = {
      city            = "Frankfurt"
      position        = { latitude = 50.1, longitude = 8.7 }
      edge_host       = "eu.example.com"
      allocator_host  = "allocator.eu.example.com"
      hub             = { host = "hub.example.com" }
      allowed_origins = ["https://play.example.com"]
      kubeconfig      = "~/eu.yaml"
    }
    us = {
      city            = "New York"
      position        = { latitude = 40.7, longitude = -74 }
      edge_host       = "us.example.com"
      allocator_host  = "allocator.us.example.com"
      hub             = { host = "hub.example.com" }
      allowed_origins = ["https://play.example.com"]
      kubeconfig      = "~/us.yaml"
    }
  }
}

run "finds_the_region_that_is_meant" {
  command = plan

  assert {
    condition     = output.region.city == "Frankfurt"
    error_message = "the entry of the key"
  }
  assert {
    condition     = output.region.hub.port == 7422 && output.region.gateways == 2 && output.region.ssh_port == 22
    error_message = "what an entry does not say is as ever"
  }
  assert {
    condition     = length(output.region.hosts) == 0 && output.region.k3s == null
    error_message = "a cluster that is there has no hosts of ours"
  }
}

run "region_that_is_not_in_the_map" {
  command = plan
  variables {
    region = "ap"
  }
  expect_failures = [output.region]
}

run "region_code_with_capitals" {
  command = plan
  variables {
    region = "EU"
  }
  expect_failures = [var.region]
}

run "no_regions_at_all" {
  command = plan
  variables {
    regions = {}
  }
  expect_failures = [var.regions]
}

run "key_that_is_too_long" {
  command = plan
  variables {
    regions = {
      a-region-of-21-letters = {
        city            = "Frankfurt"
        position        = { latitude = 50.1, longitude = 8.7 }
        edge_host       = "eu.example.com"
        allocator_host  = "allocator.eu.example.com"
        hub             = { host = "hub.example.com" }
        allowed_origins = ["https://play.example.com"]
        kubeconfig      = "~/eu.yaml"
      }
    }
  }
  expect_failures = [var.regions]
}

run "region_with_neither_hosts_nor_kubeconfig" {
  command = plan
  variables {
    regions = {
      eu = {
        city            = "Frankfurt"
        position        = { latitude = 50.1, longitude = 8.7 }
        edge_host       = "eu.example.com"
        allocator_host  = "allocator.eu.example.com"
        hub             = { host = "hub.example.com" }
        allowed_origins = ["https://play.example.com"]
      }
    }
  }
  expect_failures = [var.regions]
}

run "hosts_without_k3s" {
  command = plan
  variables {
    regions = {
      eu = {
        city            = "Frankfurt"
        position        = { latitude = 50.1, longitude = 8.7 }
        edge_host       = "eu.example.com"
        allocator_host  = "allocator.eu.example.com"
        hub             = { host = "hub.example.com" }
        allowed_origins = ["https://play.example.com"]
        hosts           = { one = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAA", role = "first" } }
      }
    }
  }
  expect_failures = [var.regions]
}

run "region_that_is_called_as_the_centre" {
  command = plan
  variables {
    regions = {
      centre = {
        city           = "Frankfurt"
        position       = { latitude = 50.1, longitude = 8.7 }
        edge_host      = "eu.example.com"
        allocator_host = "allocator.eu.example.com"
        kubeconfig     = "~/eu.yaml"
      }
    }
  }
  expect_failures = [var.regions]
}

run "no_centre_and_a_region_that_does_not_say_where_it_is" {
  command = plan
  variables {
    regions = {
      eu = {
        city           = "Frankfurt"
        position       = { latitude = 50.1, longitude = 8.7 }
        edge_host      = "eu.example.com"
        allocator_host = "allocator.eu.example.com"
        kubeconfig     = "~/eu.yaml"
      }
    }
  }
  expect_failures = [output.region]
}

run "knows_from_the_centre_what_the_map_does_not_say" {
  command = plan
  variables {
    centre = { edge_host = "play.example.com", hub_host = "hub.example.com", kubeconfig = "~/centre.yaml" }
    regions = {
      eu = {
        city           = "Frankfurt"
        position       = { latitude = 50.1, longitude = 8.7 }
        edge_host      = "eu.example.com"
        allocator_host = "allocator.eu.example.com"
        admin_cidrs    = ["198.51.100.0/24"]
        k3s            = { version = "v1.35.4+k3s1", sha256 = "00" }
        hosts          = { one = { address = "203.0.113.10", private_address = "10.0.0.10", host_key = "ssh-ed25519 AAAA", role = "first" } }
      }
      us = {
        city           = "New York"
        position       = { latitude = 40.7, longitude = -74 }
        edge_host      = "us.example.com"
        allocator_host = "allocator.us.example.com"
        kubeconfig     = "~/us.yaml"
      }
    }
  }

  assert {
    condition     = output.region.hub == { host = "hub.example.com", port = 7422, cidr = "0.0.0.0/0" } && output.region.allowed_origins == tolist(["https://play.example.com"])
    error_message = "where the hub is, and which page may play"
  }
  assert {
    condition     = output.regions.eu.autoscaler_networks == tolist(["203.0.113.10/32"]) && output.regions.eu.autoscaler_webhook == "https://play.example.com/autoscale"
    error_message = "a cluster on hosts asks the centre, which knows its addresses"
  }
  assert {
    condition     = length(output.regions.us.autoscaler_networks) == 0 && output.regions.us.autoscaler_webhook == ""
    error_message = "nobody knows from where another cluster speaks, so it does not ask"
  }
  assert {
    condition     = output.regions.eu.pod_networks == tolist(["10.42.0.0/16"]) && output.regions.us.pod_networks == tolist(["10.0.0.0/8"])
    error_message = "nginx is believed in the network that k3s gives to Pods"
  }
  assert {
    condition     = output.centre.allowed_origins == tolist(["https://play.example.com"]) && output.centre.pod_networks == tolist(["10.0.0.0/8"])
    error_message = "the same of the centre"
  }
}

run "keeps_to_what_the_map_says" {
  command = plan
  variables {
    region = "us"
    centre = { edge_host = "play.example.com", edge_port = 8444, hub_host = "hub.example.com", kubeconfig = "~/centre.yaml" }
    regions = {
      us = {
        city                = "New York"
        position            = { latitude = 40.7, longitude = -74 }
        edge_host           = "us.example.com"
        allocator_host      = "allocator.us.example.com"
        hub                 = { host = "10.0.0.1", port = 7423 }
        allowed_origins     = ["https://beta.example.com"]
        autoscaler_networks = ["192.0.2.0/24"]
        pod_networks        = ["10.8.0.0/14"]
        kubeconfig          = "~/us.yaml"
      }
    }
  }

  assert {
    condition     = output.region.hub.port == 7423 && output.region.allowed_origins == tolist(["https://beta.example.com"])
    error_message = "the map goes before the centre"
  }
  assert {
    condition     = output.region.pod_networks == tolist(["10.8.0.0/14"]) && output.region.autoscaler_webhook == "https://play.example.com:8444/autoscale"
    error_message = "whose addresses are told, asks, on the port that the centre has"
  }
}

run "centre_with_neither_hosts_nor_kubeconfig" {
  command = plan
  variables {
    centre = { edge_host = "play.example.com", hub_host = "hub.example.com" }
  }
  expect_failures = [var.centre]
}

run "centre_on_hosts_without_k3s" {
  command = plan
  variables {
    centre = { edge_host = "play.example.com", hub_host = "hub.example.com", hosts = { one = { address = "203.0.113.10", host_key = "ssh-ed25519 AAAA", role = "first" } } }
  }
  expect_failures = [var.centre]
}
