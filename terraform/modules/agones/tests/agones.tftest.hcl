# What Agones is told, and what the module does not take.
mock_provider "helm" {}
mock_provider "kubectl" {}

run "does_what_a_region_asks_of_agones" {
  command = plan

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
