output "region" {
  description = "What the map says of it."
  value       = lookup(var.regions, var.region, null)

  precondition {
    condition     = contains(keys(var.regions), var.region)
    error_message = "region: ${var.region} is not in the map (expected: ${join(", ", keys(var.regions))})."
  }
}
