# What is made, as far as a plan can tell, and what the module does not take.
mock_provider "helm" {}
mock_provider "kubectl" {}

variables {
  regions = {
    eu = {
      city           = "Frankfurt"
      position       = { latitude = 50.11, longitude = 8.68 }
      edge_host      = "eu.example.com"
      allocator_host = "allocator.eu.example.com"
    }
  }
  edge            = { host = "play.example.com" }
  hub             = { host = "hub.example.com" }
  allowed_origins = ["https://play.example.com"]
  made_elsewhere  = ["tankfleet-edge-tls", "tankfleet-hub-tls", "eu-allocator"]
}

run "knows_the_regions" {
  command = plan

  assert {
    condition = yamldecode(output.values).regions.eu == {
      city               = "Frankfurt"
      position           = { latitude = 50.11, longitude = 8.68 }
      edgeHost           = "eu.example.com"
      namespace          = "games"
      allocator          = { host = "allocator.eu.example.com", port = 8443, cidr = "0.0.0.0/0", clientSecret = "eu-allocator" }
      autoscalerNetworks = []
    }
    error_message = "a region as the chart wants it"
  }
  assert {
    condition     = yamldecode(output.values).secrets.provider == "generated" && length(kubectl_manifest.secret) == 0
    error_message = "what is not given is not made"
  }
  assert {
    condition     = yamldecode(output.values).postgres.enabled && kubectl_manifest.namespace.wait
    error_message = "without a database the chart runs one"
  }
}

run "keeps_secrets_out_of_the_values" {
  command = plan
  variables {
    seed              = "abcdefghijklmnopqrstuvwxyz012345"
    token_signing_key = "-----BEGIN PRIVATE KEY-----"
    edge_tls          = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
    hub_tls           = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
    allocator_clients = { eu = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----", authority = "-----BEGIN CERTIFICATE-----" } }
    database          = { url = "jdbc:postgresql://db:5432/tankfleet", cidr = "192.0.2.0/24" }
    made_elsewhere    = []
  }

  assert {
    condition     = toset(keys(kubectl_manifest.secret)) == toset(["tankfleet-keys", "tankfleet-keys-hub", "tankfleet-edge-tls", "tankfleet-hub-tls", "eu-allocator"])
    error_message = "a Secret for each"
  }
  assert {
    condition     = toset(nonsensitive(keys(local.keys))) == toset(["postgres-password", "postgres-auth-password", "postgres-matchmaker-password", "postgres-backup-password", "auth-signing-key"])
    error_message = "the keys that the chart looks for"
  }
  assert {
    condition     = toset(nonsensitive(keys(local.hub_keys))) == toset(["hub-matchmaker-password", "hub-leaf-eu-password"])
    error_message = "and those of the hub, in the Secret that it sees"
  }
  assert {
    condition     = !strcontains(output.values, "BEGIN") && !strcontains(nonsensitive(jsonencode(local.keys)), "abcdefghijklmnopqrstuvwxyz012345")
    error_message = "nothing secret is a value, and no key shows the seed"
  }
  assert {
    condition     = nonsensitive(output.hub_passwords)["eu"] == nonsensitive(local.hub_keys)["hub-leaf-eu-password"]
    error_message = "a region is told the password that the hub expects"
  }
  assert {
    condition     = !yamldecode(output.values).postgres.enabled && yamldecode(output.values).postgres.external.port == 5432
    error_message = "a database of somebody else goes before ours"
  }
}

run "refuses_a_seed_without_a_key" {
  command = plan
  variables {
    seed = "abcdefghijklmnopqrstuvwxyz012345"
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "refuses_a_region_whose_allocator_would_not_let_it_in" {
  command = plan
  variables {
    made_elsewhere = ["tankfleet-edge-tls", "tankfleet-hub-tls"]
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "refuses_an_edge_and_a_hub_without_certificates" {
  command = plan
  variables {
    made_elsewhere = ["eu-allocator"]
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "has_the_chart_make_the_certificate_of_its_edge" {
  command = plan
  variables {
    made_elsewhere = ["eu-allocator"]
    hub_tls        = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
    certificates   = { provider = "cert-manager", issuer = "letsencrypt" }
  }

  assert {
    condition     = yamldecode(output.values).edge.tlsSecret == "" && yamldecode(output.values).hub.tlsSecret == "tankfleet-hub-tls"
    error_message = "cert-manager makes what nobody has given, and nothing else"
  }
}

run "refuses_wrong_values_once" {
  command = plan
  variables {
    chart                = "./tests"
    namespace            = "Centre"
    regions              = { EU = { city = "Frankfurt", position = { latitude = 50, longitude = 8 }, edge_host = "eu", allocator_host = "a" } }
    allocator_clients    = { eu = { certificate = "file.pem", key = "file.key", authority = "ca.pem" } }
    edge                 = { host = "https://play" }
    edge_tls             = { certificate = "file.pem", key = "file.key" }
    hub                  = { host = "nats://hub" }
    hub_tls              = { certificate = "file.pem", key = "file.key" }
    allowed_origins      = []
    seed                 = "short"
    token_signing_key    = "file.pem"
    free_matches         = 1.5
    database             = { url = "postgresql://db", cidr = "192.0.2.0/24" }
    monitoring_namespace = "Monitoring"
    made_elsewhere       = ["tankfleet-keys"]
    certificates         = { provider = "cert-manager", issuer = "Let's" }
  }
  expect_failures = [
    var.chart,
    var.namespace,
    var.regions,
    var.allocator_clients,
    var.edge,
    var.edge_tls,
    var.hub,
    var.hub_tls,
    var.allowed_origins,
    var.seed,
    var.token_signing_key,
    var.free_matches,
    var.database,
    var.monitoring_namespace,
    var.made_elsewhere,
    var.certificates,
  ]
}

run "refuses_wrong_values_twice" {
  command = plan
  variables {
    # A network without its size, copies the wrong way round.
    regions  = { eu = { city = "Frankfurt", position = { latitude = 50, longitude = 8 }, edge_host = "eu", allocator_host = "a", autoscaler_networks = ["203.0.113.7"] } }
    edge     = { host = "play", replicas = { min = 3, max = 2 } }
    hub      = { host = "hub", service_type = "ExternalName" }
    database = { url = "jdbc:postgresql://db:5432/tankfleet", cidr = "everywhere" }
  }
  expect_failures = [
    var.regions,
    var.edge,
    var.hub,
    var.database,
  ]
}

run "hands_on_what_it_has_no_variable_for" {
  command = plan
  variables {
    more_values = "registry: registry.example.com"
  }

  assert {
    condition     = helm_release.centre.values == tolist([output.values, "\"registry\": \"registry.example.com\"\n"])
    error_message = "the last of the values go before the others"
  }
}

run "refuses_values_without_names" {
  command = plan
  variables {
    more_values = "registry"
  }
  expect_failures = [var.more_values]
}

run "refuses_what_is_said_twice" {
  command = plan
  variables {
    more_values = "hub: {host: other.example.com}"
  }
  expect_failures = [var.more_values]
}
