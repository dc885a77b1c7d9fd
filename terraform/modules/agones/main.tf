# Agones itself, with what a region of ours asks of it (fleets/region/README.md).

locals {
  values = {
    agones = {
      featureGates = "CountsAndLists=true&ScheduledAutoscaler=true"
      crds         = { install = true, cleanupOnDelete = true }
      # One at a time an allocation waits this long for others to come along; Agones' own 500 ms is two a second.
      extensions = { allocationBatchWaitTime = "20ms" }
      allocator = {
        replicas                = var.allocator.replicas
        allocationBatchWaitTime = "20ms"
        service = {
          serviceType = var.allocator.service_type
          grpc        = { enabled = true, port = var.allocator.port }
          # The centre speaks gRPC.
          http = { enabled = false }
        }
      }
      # Our gateways answer /ping themselves.
      ping = { install = false }
    }
    gameservers = {
      minPort = var.game_ports.first
      maxPort = var.game_ports.last
    }
  }
}

resource "kubectl_manifest" "namespace" {
  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "Namespace"
    metadata   = { name = var.namespace, labels = { "app.kubernetes.io/managed-by" = "tankfleet" } }
  })
  # When it goes, what is in it goes first.
  wait = true
}

resource "helm_release" "agones" {
  depends_on = [kubectl_manifest.namespace]

  name       = "agones"
  namespace  = var.namespace
  repository = var.repository == "" ? null : var.repository
  chart      = var.chart
  version    = var.chart_version
  wait       = var.wait
  values     = [yamlencode(local.values)]
}
