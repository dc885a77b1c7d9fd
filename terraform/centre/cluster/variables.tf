variable "regions_file" {
  description = "The map of all regions, JSON."
  type        = string
  default     = "../../regions.json"
  nullable    = false

  validation {
    condition     = can(keys(jsondecode(file(var.regions_file))))
    error_message = "regions_file: there is no such file, or it is not JSON with an object (expected: a map of regions)."
  }
}

variable "centre_file" {
  description = "What is said of the centre, JSON."
  type        = string
  default     = "../../centre.json"
  nullable    = false

  validation {
    condition     = can(keys(jsondecode(file(var.centre_file))))
    error_message = "centre_file: there is no such file, or it is not JSON with an object (expected: what is said of the centre)."
  }
}

variable "ssh_key_path" {
  description = "File with the private SSH key that opens the hosts."
  type        = string
  default     = "~/.ssh/id_ed25519"
  nullable    = false

  validation {
    condition     = can(file(pathexpand(var.ssh_key_path)))
    error_message = "ssh_key_path: there is no such file, or it cannot be read (expected: a private key)."
  }
}

variable "kubeconfig_path" {
  description = "Where the administrator's kubeconfig of the centre is put; the workloads read it there."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(/|~/|[.]{1,2}/)[^']+$", var.kubeconfig_path))
    error_message = "kubeconfig_path: this is no path (expected: one that begins with /, ./, ../ or ~/)."
  }
}

variable "k3s_token" {
  description = "What a host must know to join the cluster of the centre: 32 to 128 letters and digits."
  type        = string
  sensitive   = true
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]{32,128}$", var.k3s_token))
    error_message = "k3s_token: it is too weak or not plain (expected: 32 to 128 letters and digits)."
  }
}
