# What is made, as far as a plan can tell.
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

run "makes_a_namespace_and_a_release" {
  command = plan

  assert {
    condition     = helm_release.region.name == "eu" && helm_release.region.namespace == "games"
    error_message = "the release is called as the region"
  }
  assert {
    condition     = yamldecode(kubectl_manifest.namespace.yaml_body).metadata.labels["pod-security.kubernetes.io/enforce"] == "baseline"
    error_message = "the namespace enforces what the sidecar of Agones 1.60 keeps to"
  }
  assert {
    condition     = kubectl_manifest.namespace.wait
    error_message = "when the namespace goes, what is in it goes first"
  }
  assert {
    condition     = length(kubectl_manifest.secret) == 0
    error_message = "what is not given is not made"
  }
  assert {
    condition     = helm_release.region.values == tolist([output.values, "{}\n"])
    error_message = "the values are what the output shows, and nothing beside"
  }
  assert {
    condition     = !can(yamldecode(output.values).builds.canary)
    error_message = "without a canary the chart says what it is"
  }
  assert {
    condition     = yamldecode(output.values).centre.hub == { host = "hub.example.com", port = 7422, cidr = "0.0.0.0/0", existingSecret = "tankfleet-hub", authoritySecret = "" }
    error_message = "the hub, with the Secret that this module makes or expects"
  }
  assert {
    condition     = yamldecode(output.values).edge.tlsSecret == "tankfleet-edge-tls"
    error_message = "the certificate is in the Secret that this module makes or expects"
  }
}

run "keeps_secrets_out_of_the_values" {
  command = plan
  variables {
    hub_password   = "a-password-of-the-hub"
    seed           = "abcdefghijklmnopqrstuvwxyz012345"
    edge_tls       = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
    made_elsewhere = []
  }

  assert {
    condition     = toset(keys(kubectl_manifest.secret)) == toset(["tankfleet-hub", "tankfleet-edge-tls", "tankfleet-keys"])
    error_message = "a Secret for each"
  }
  assert {
    condition     = !strcontains(output.values, "a-password-of-the-hub") && !strcontains(output.values, "BEGIN")
    error_message = "nothing secret is a value"
  }
  assert {
    condition     = nonsensitive(yamldecode(kubectl_manifest.secret["tankfleet-hub"].yaml_body).stringData.password) == "a-password-of-the-hub"
    error_message = "the password is where the chart looks for it"
  }
  assert {
    condition     = yamldecode(output.values).secrets == { provider = "existing", name = "tankfleet-keys" }
    error_message = "the chart takes the keys that were derived"
  }
  assert {
    condition     = length(distinct(nonsensitive(values(local.derived)))) == 7 && !strcontains(nonsensitive(jsonencode(local.derived)), "abcdefghijklmnopqrstuvwxyz012345")
    error_message = "each key is another one, and none shows the seed"
  }
  assert {
    condition = toset(nonsensitive(keys(local.derived))) == toset([
      "region-key", "nats-servers-password", "nats-gateways-password", "nats-setup-password", "nats-backup-password",
      "redis-password", "redis-backup-password"
    ])
    error_message = "the Secret has every key that the chart's page names"
  }
  assert {
    condition     = nonsensitive(yamldecode(kubectl_manifest.secret["tankfleet-edge-tls"].yaml_body).type) == "kubernetes.io/tls"
    error_message = "the certificate is where nginx looks for it"
  }
}

run "runs_a_canary_beside_the_stable_build" {
  command = plan
  variables {
    builds = {
      stable = {
        tag          = "1.4.0"
        replicas     = { initial = 3, min = 2, max = 40 }
        free_matches = { always = 5, scheduled = 9 }
      }
      canary = {
        tag          = "1.5.0-rc.1"
        replicas     = { initial = 1, min = 1, max = 2 }
        free_matches = { always = 1, scheduled = 2 }
      }
    }
  }

  assert {
    condition = yamldecode(output.values).builds.stable == {
      enabled     = true
      tag         = "1.4.0"
      replicas    = { initial = 3, min = 2, max = 40 }
      freeMatches = { always = 5, scheduled = 9 }
    }
    error_message = "the stable build is what is asked for"
  }
  assert {
    condition     = yamldecode(output.values).builds.canary.enabled && yamldecode(output.values).builds.canary.tag == "1.5.0-rc.1"
    error_message = "so is the canary"
  }
}

run "knows_a_hub_for_which_an_authority_of_ours_vouches" {
  command = plan
  variables {
    hub_authority = "-----BEGIN CERTIFICATE-----of ours"
  }

  assert {
    condition     = yamldecode(output.values).centre.hub.authoritySecret == "tankfleet-hub-authority"
    error_message = "the chart is told where it is"
  }
  assert {
    condition     = yamldecode(kubectl_manifest.secret["tankfleet-hub-authority"].yaml_body).stringData == { "ca.crt" = "-----BEGIN CERTIFICATE-----of ours" }
    error_message = "and there it is"
  }
}

run "refuses_a_region_whose_pods_would_wait_for_a_password" {
  command = plan
  variables {
    made_elsewhere = ["tankfleet-edge-tls"]
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "refuses_a_region_whose_pods_would_wait_for_a_certificate" {
  command = plan
  variables {
    made_elsewhere = ["tankfleet-hub"]
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "refuses_a_password_that_somebody_else_makes_too" {
  command = plan
  variables {
    hub_password = "a-password-of-the-hub"
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "is_reached_where_another_edge_has_the_port" {
  command = plan
  variables {
    edge = { host = "one.example.com", port = 8444 }
  }

  assert {
    condition     = output.websocket_url == "wss://one.example.com:8444" && yamldecode(output.values).edge.service.port == 8444
    error_message = "players are told the port on which nginx is"
  }
}

run "has_the_chart_make_the_certificate_of_its_edge" {
  command = plan
  variables {
    made_elsewhere = ["tankfleet-hub"]
    certificates   = { provider = "cert-manager", issuer = "letsencrypt" }
  }

  assert {
    condition     = yamldecode(output.values).edge.tlsSecret == "" && yamldecode(output.values).certificates == { provider = "cert-manager", issuer = { name = "letsencrypt", kind = "ClusterIssuer" } }
    error_message = "cert-manager makes what nobody has given"
  }
}

run "keeps_to_a_certificate_that_is_given" {
  command = plan
  variables {
    certificates = { provider = "own" }
  }

  assert {
    condition     = yamldecode(output.values).edge.tlsSecret == "tankfleet-edge-tls" && yamldecode(output.values).certificates.provider == "own"
    error_message = "what is there goes before what could be made"
  }
}

run "hands_on_what_it_has_no_variable_for" {
  command = plan
  variables {
    more_values = "registry: registry.example.com\ngateway: {logLevel: debug}"
  }

  assert {
    condition     = yamldecode(helm_release.region.values[1]) == { registry = "registry.example.com", gateway = { logLevel = "debug" } }
    error_message = "the last of the values go before the others"
  }
}
