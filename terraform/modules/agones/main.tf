# Agones itself, with what a region of ours asks of it (fleets/region/README.md).

locals {
  # What our charts lean on stands there, with the reasons.
  upstream  = yamldecode(file("${path.module}/../../../fleets/upstream/agones.yaml"))
  allocator = local.upstream.agones.allocator

  values = {
    agones = merge(local.upstream.agones, {
      crds = { install = true, cleanupOnDelete = true }
      allocator = merge(local.allocator, {
        replicas = var.allocator.replicas
        service = merge(local.allocator.service, {
          serviceType = var.allocator.service_type
          grpc        = { enabled = true, port = var.allocator.port }
        })
      })
    })
    gameservers = merge(local.upstream.gameservers, {
      minPort = var.game_ports.first
      maxPort = var.game_ports.last
    })
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
