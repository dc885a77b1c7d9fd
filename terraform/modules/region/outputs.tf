output "websocket_url" {
  description = "Where players reach it, once it is there."
  value       = "wss://${local.address}"
  depends_on  = [helm_release.region]
}

output "values" {
  description = "What the chart is told, but for `more_values`."
  value       = yamlencode(local.values)
}
