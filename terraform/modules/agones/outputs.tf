output "namespace" {
  description = "Where it is, once it is there."
  value       = helm_release.agones.namespace
}

output "values" {
  description = "What the chart is told."
  value       = yamlencode(local.values)
}
