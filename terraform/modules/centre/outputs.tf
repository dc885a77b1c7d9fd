output "url" {
  description = "Where players find it, once it is there."
  value       = "https://${local.address}"
  depends_on  = [helm_release.centre]
}

output "hub_passwords" {
  description = "The `hub_password` of each region; empty without `seed`, when the chart has made them up."
  value       = local.has_keys ? local.leaf_passwords : {}
  sensitive   = true
}

output "values" {
  description = "What the chart is told, but for `more_values`."
  value       = yamlencode(local.values)
}
