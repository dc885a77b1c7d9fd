# What the module does not take. Each says in a sentence what it expects.
mock_provider "helm" {}
mock_provider "kubectl" {}

variables {
  region          = "eu"
  city            = "Frankfurt"
  position        = { latitude = 50.11, longitude = 8.68 }
  hub             = { host = "hub.example.com" }
  edge            = { host = "eu.example.com" }
  allowed_origins = ["https://play.example.com"]
  allocator       = { host = "allocator.eu.example.com" }
  made_elsewhere  = ["tankfleet-hub", "tankfleet-edge-tls"]
}

run "refuses_wrong_values_once" {
  command = plan
  variables {
    # Folder without a chart.
    chart = "./tests"
    # Region code with capitals.
    region = "EU"
    # City without a name.
    city = ""
    # Latitude beyond the pole.
    position = { latitude = 91, longitude = 0 }
    # Namespace with a dot.
    namespace = "games.eu"
    # Hub with a scheme.
    hub = { host = "nats://hub" }
    # Hub password too short.
    hub_password = "short"
    # Seed too short.
    seed = "short"
    # Edge with a scheme.
    edge = { host = "wss://eu" }
    # Certificate that is none.
    edge_tls = { certificate = "file.pem", key = "file.key" }
    # Origin with a path.
    allowed_origins = ["https://play.example.com/game"]
    # No gateway.
    gateways = 0
    # More at least than at most.
    builds = {
      stable = {
        replicas     = { initial = 1, min = 5, max = 4 }
        free_matches = { always = 1, scheduled = 1 }
      }
    }
    # Webhook that is no address.
    autoscaler_webhook = "matchmaker:8004"
    # Allocator port that is none.
    allocator = { host = "allocator", port = 70000 }
    # Api server network that is none.
    api_server = { cidr = "203.0.113.7" }
    # Values without names.
    more_values = "- registry"
  }
  expect_failures = [
    var.chart,
    var.region,
    var.city,
    var.position,
    var.namespace,
    var.hub,
    var.hub_password,
    var.seed,
    var.edge,
    var.edge_tls,
    var.allowed_origins,
    var.gateways,
    var.builds,
    var.autoscaler_webhook,
    var.allocator,
    var.api_server,
    var.more_values,
  ]
}

run "refuses_wrong_values_twice" {
  command = plan
  variables {
    # Region code of 21 letters.
    region = "a-region-of-21-letters"
    # Longitude beyond 180.
    position = { latitude = 0, longitude = -181 }
    # Hub port zero.
    hub = { host = "hub", port = 0 }
    # Edge without copies.
    edge = { host = "eu", replicas = 0 }
    # Origin over plain http.
    allowed_origins = ["http://play.example.com"]
    # Half a gateway.
    gateways = 1.5
    # No server to begin with.
    builds = {
      stable = {
        replicas     = { initial = 0, min = 1, max = 4 }
        free_matches = { always = 1, scheduled = 1 }
      }
    }
    # Api server without a port.
    api_server = { ports = [] }
  }
  expect_failures = [
    var.region,
    var.position,
    var.hub,
    var.edge,
    var.allowed_origins,
    var.gateways,
    var.builds,
    var.api_server,
  ]
}

run "refuses_wrong_values_thrice" {
  command = plan
  variables {
    # Hub network that is none.
    hub = { host = "hub", cidr = "everywhere" }
    # Name of the region, a second time.
    more_values = "region: us"
    # Edge of another kind.
    edge = { host = "eu", service_type = "ExternalName" }
    # No page that may play.
    allowed_origins = []
    # No room to keep.
    builds = {
      stable = {
        replicas     = { initial = 1, min = 1, max = 4 }
        free_matches = { always = 0, scheduled = 1 }
      }
    }
  }
  expect_failures = [
    var.more_values,
    var.hub,
    var.edge,
    var.allowed_origins,
    var.builds,
  ]
}

run "refuses_wrong_values_four_times" {
  command = plan
  variables {
    # Certificates of nobody.
    certificates = { provider = "somebody" }
    # Authority that is none.
    hub_authority = "file.pem"
    # Secret of somebody else.
    made_elsewhere = ["tankfleet-keys"]
    # Edge network too wide.
    edge = { host = "eu", pod_networks = ["10.0.0.0/33"] }
    # Tag that moves.
    builds = {
      stable = {
        tag          = "latest"
        replicas     = { initial = 1, min = 1, max = 4 }
        free_matches = { always = 1, scheduled = 1 }
      }
    }
  }
  expect_failures = [
    var.certificates,
    var.hub_authority,
    var.made_elsewhere,
    var.edge,
    var.builds,
  ]
}

run "refuses_what_is_said_twice" {
  command = plan
  variables {
    more_values = "edge: {tlsSecret: mine}"
  }
  expect_failures = [var.more_values]
}

run "refuses_keys_from_two_hands" {
  command = plan
  variables {
    seed        = "abcdefghijklmnopqrstuvwxyz012345"
    more_values = "secrets: {provider: external}"
  }
  expect_failures = [kubectl_manifest.namespace]
}
