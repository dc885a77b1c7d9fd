# What Agones is told, and what the module does not take.
mock_provider "helm" {}
mock_provider "kubectl" {}

variables {
  made_elsewhere = true
}

run "does_what_a_region_asks_of_agones" {
  command = plan

  assert {
    condition     = yamldecode(output.values).agones.allocator.disableSecretCreation && !yamldecode(output.values).agones.allocator.generateTLS
    error_message = "the chart makes no certificate, which it would make anew at each upgrade"
  }
  assert {
    condition     = length(kubectl_manifest.secret) == 0 && length(kubectl_manifest.certificate) == 0
    error_message = "what somebody else makes is not made"
  }

  assert {
    condition     = helm_release.agones.version == "1.60.0" && helm_release.agones.repository == "https://agones.dev/chart/stable"
    error_message = "the release is fixed"
  }
  assert {
    condition     = yamldecode(output.values).agones.featureGates == "CountsAndLists=true&ScheduledAutoscaler=true"
    error_message = "the features that the charts use are on"
  }
  assert {
    condition     = yamldecode(output.values).agones.allocator.allocationBatchWaitTime == "20ms" && yamldecode(output.values).agones.extensions.allocationBatchWaitTime == "20ms"
    error_message = "neither way to allocate waits for half a second"
  }
  assert {
    condition     = yamldecode(output.values).agones.allocator.service.grpc.port == 8443 && !yamldecode(output.values).agones.allocator.service.http.enabled
    error_message = "the centre speaks gRPC, on a port that the edge does not need"
  }
  assert {
    condition     = yamldecode(output.values).gameservers.minPort == 7000 && yamldecode(output.values).gameservers.maxPort == 8000
    error_message = "game servers get the ports that the cluster has open"
  }
  assert {
    condition     = kubectl_manifest.namespace.wait && yamldecode(output.values).agones.crds.cleanupOnDelete
    error_message = "when it goes, nothing is left"
  }
}

run "puts_given_certificates_where_the_allocator_looks" {
  command = plan
  variables {
    made_elsewhere      = false
    allocator_tls       = { certificate = "-----BEGIN CERTIFICATE-----of the server", key = "-----BEGIN PRIVATE KEY-----" }
    allocator_authority = "-----BEGIN CERTIFICATE-----of the authority"
  }

  assert {
    condition     = toset(keys(kubectl_manifest.secret)) == toset(["allocator-tls", "allocator-tls-ca", "allocator-client-ca"])
    error_message = "the three Secrets that the chart must find"
  }
  assert {
    condition     = nonsensitive(yamldecode(kubectl_manifest.secret["allocator-tls"].yaml_body).stringData["tls.crt"]) == "-----BEGIN CERTIFICATE-----of the server"
    error_message = "what the allocator shows"
  }
  assert {
    condition     = nonsensitive(yamldecode(kubectl_manifest.secret["allocator-tls"].yaml_body).type) == "kubernetes.io/tls"
    error_message = "a Secret of the kind that the allocator mounts"
  }
  assert {
    condition     = nonsensitive(yamldecode(kubectl_manifest.secret["allocator-client-ca"].yaml_body).stringData) == { "client-ca.crt" = "-----BEGIN CERTIFICATE-----of the authority" }
    error_message = "whom it believes"
  }
  assert {
    condition     = !strcontains(output.values, "BEGIN")
    error_message = "nothing secret is a value"
  }
}

run "has_cert_manager_make_them" {
  command = plan
  variables {
    made_elsewhere    = false
    cert_manager_host = "allocator.eu.example.com"
  }

  assert {
    condition     = length(kubectl_manifest.secret) == 0 && length(kubectl_manifest.certificate) == 7
    error_message = "two issuers, the authority, the server, the client, and whom the allocator believes"
  }
  assert {
    condition     = yamldecode(kubectl_manifest.certificate["allocator-tls"].yaml_body).spec.dnsNames == ["allocator.eu.example.com"]
    error_message = "the certificate names the host that the matchmaker compares"
  }
  assert {
    condition     = yamldecode(kubectl_manifest.certificate["allocator-client"].yaml_body).spec.usages == ["digital signature", "client auth"]
    error_message = "the matchmaker's certificate is one of a client, and of nobody else"
  }
  assert {
    condition     = alltrue([for name, object in kubectl_manifest.certificate : !contains(try(yamldecode(object.yaml_body).spec.usages, []), "client auth") if name != "allocator-client"])
    error_message = "nothing else that the allocator believes opens it"
  }
  assert {
    condition     = alltrue([for object in kubectl_manifest.certificate : contains(["Issuer", "Certificate"], yamldecode(object.yaml_body).kind) && yamldecode(object.yaml_body).metadata.namespace == "agones-system"])
    error_message = "all of it is in one namespace: no other cluster or namespace signs with that authority"
  }
  assert {
    condition     = yamldecode(kubectl_manifest.certificate["allocator-authority-keys"].yaml_body).spec.privateKey.rotationPolicy == "Never"
    error_message = "a renewed authority vouches for what the one before has signed"
  }
}

run "refuses_an_allocator_without_a_certificate" {
  command = plan
  variables {
    made_elsewhere = false
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "refuses_two_who_make_one_certificate" {
  command = plan
  variables {
    cert_manager_host = "allocator.eu.example.com"
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "refuses_a_certificate_for_which_nobody_vouches" {
  command = plan
  variables {
    made_elsewhere = false
    allocator_tls  = { certificate = "-----BEGIN CERTIFICATE-----", key = "-----BEGIN PRIVATE KEY-----" }
  }
  expect_failures = [kubectl_manifest.namespace]
}

run "refuses_certificates_that_are_none" {
  command = plan
  variables {
    allocator_tls       = { certificate = "file.pem", key = "file.key" }
    allocator_authority = "file.pem"
    cert_manager_host   = "https://allocator"
  }
  expect_failures = [
    var.allocator_tls,
    var.allocator_authority,
    var.cert_manager_host,
  ]
}

run "refuses_wrong_values_once" {
  command = plan
  variables {
    # Chart without a name.
    chart = ""
    # Repository over plain http.
    repository = "http://charts.example"
    # Agones of another time.
    chart_version = "1.49.0"
    # Namespace with capitals.
    namespace = "Agones"
    # Range turned round.
    game_ports = { first = 8000, last = 7000 }
    # Allocator without copies.
    allocator = { replicas = 0 }
  }
  expect_failures = [
    var.chart,
    var.repository,
    var.chart_version,
    var.namespace,
    var.game_ports,
    var.allocator,
  ]
}

run "refuses_wrong_values_twice" {
  command = plan
  variables {
    # Version that is not fixed.
    chart_version = "latest"
    # Allocator of another kind.
    allocator = { service_type = "ExternalName" }
  }
  expect_failures = [
    var.chart_version,
    var.allocator,
  ]
}

run "refuses_wrong_values_thrice" {
  command = plan
  variables {
    # Allocator port zero.
    allocator = { port = 0 }
  }
  expect_failures = [
    var.allocator,
  ]
}
