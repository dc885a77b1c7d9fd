output "region" {
  description = "What the map says of the one that is meant, and what follows from it."
  value       = var.region == null ? null : lookup(local.regions, var.region, null)

  precondition {
    condition     = var.region == null || contains(keys(var.regions), coalesce(var.region, "-"))
    error_message = "region: ${coalesce(var.region, "-")} is not in the map (expected: ${join(", ", keys(var.regions))})."
  }
  precondition {
    condition     = alltrue([for id, region in local.regions : region.hub != null && region.allowed_origins != null])
    error_message = "regions: one says no hub or no allowed_origins, and there is no centre to say it (expected: both in the map, or a centre.json)."
  }
}

output "regions" {
  description = "All of them, and what follows from what the map says."
  value       = local.regions
}

output "centre" {
  description = "What is said of the centre, and what follows from it."
  value       = local.centre
}
