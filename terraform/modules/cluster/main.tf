# k3s on hosts that are there: whoever rents them out. All work is done over SSH, one script a step.

locals {
  first   = one([for name, host in var.hosts : name if host.role == "first"])
  servers = { for name, host in var.hosts : name => host if host.role == "server" }
  agents  = { for name, host in var.hosts : name => host if host.role == "agent" }
  # A host may come by either of its addresses.
  addresses = sort(distinct(concat([for host in var.hosts : host.address], local.private)))
  private   = [for host in var.hosts : host.private_address if host.private_address != null]

  ssh = {
    user     = var.ssh_user
    port     = var.ssh_port
    key_path = pathexpand(var.ssh_key_path)
    sudo     = var.ssh_user == "root" ? "" : "sudo -n "
  }
  k3s = {
    version = var.k3s_version
    sha256  = var.k3s_sha256
    url     = var.k3s_url != "" ? var.k3s_url : "https://github.com/k3s-io/k3s/releases/download/${urlencode(var.k3s_version)}/k3s"
  }
  firewall = templatefile("${path.module}/firewall.nft.tftpl", {
    admins           = var.admin_cidrs
    nodes            = local.addresses
    ssh_port         = var.ssh_port
    public_tcp_ports = var.public_tcp_ports
    game_ports       = var.game_ports
  })

  # What no server may have otherwise than the others.
  server_config = {
    tls-san               = sort(distinct(flatten([for host in var.hosts : compact([host.address, host.private_address]) if host.role != "agent"])))
    cluster-cidr          = var.pod_cidr
    service-cidr          = var.service_cidr
    secrets-encryption    = true
    write-kubeconfig-mode = "0600"
    # Our edge is nginx; between hosts that share no network of their own all is encrypted.
    disable         = ["traefik"]
    flannel-backend = "wireguard-native"
    # Hosts behind a translation do not reach each other by the addresses on their interfaces.
    flannel-external-ip = length(local.private) > 0 ? true : null
  }
  join = { server = "https://${var.hosts[local.first].address}:6443" }
}

module "first" {
  source = "./node"

  name              = local.first
  host              = var.hosts[local.first]
  first             = var.hosts[local.first]
  ssh               = local.ssh
  k3s               = local.k3s
  config            = merge(local.server_config, { cluster-init = true })
  token             = var.token
  firewall          = local.firewall
  drain_max_seconds = var.drain_max_seconds
}

module "servers" {
  source     = "./node"
  for_each   = local.servers
  depends_on = [module.first]

  name              = each.key
  host              = each.value
  first             = var.hosts[local.first]
  ssh               = local.ssh
  k3s               = local.k3s
  config            = merge(local.server_config, local.join)
  token             = var.token
  firewall          = local.firewall
  drain_max_seconds = var.drain_max_seconds
}

# After all servers: a kubelet may be older than the API server, never newer.
module "agents" {
  source     = "./node"
  for_each   = local.agents
  depends_on = [module.first, module.servers]

  name              = each.key
  host              = each.value
  first             = var.hosts[local.first]
  ssh               = local.ssh
  k3s               = local.k3s
  config            = local.join
  token             = var.token
  firewall          = local.firewall
  drain_max_seconds = var.drain_max_seconds
}

resource "terraform_data" "kubeconfig" {
  input            = { path = abspath(pathexpand(var.kubeconfig_path)) }
  triggers_replace = [module.first.id, abspath(pathexpand(var.kubeconfig_path))]

  provisioner "local-exec" {
    command = "${path.module}/scripts/kubeconfig.sh"
    environment = {
      KUBECONFIG_PATH = self.input.path
      ADDRESS         = var.hosts[local.first].address
      HOST_KEY        = var.hosts[local.first].host_key
      PORT            = local.ssh.port
      LOGIN           = local.ssh.user
      KEY_PATH        = local.ssh.key_path
      SUDO            = local.ssh.sudo
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = "rm -f '${self.input.path}'"
  }
}
