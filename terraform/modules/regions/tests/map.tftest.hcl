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
