locals {
  scripts = "${path.module}/../scripts"
  # In the home of the user, who alone may look into it.
  folder = ".tankfleet"
  role   = var.host.role == "agent" ? "agent" : "server"

  config = { for key, value in merge(var.config, {
    node-name        = var.name
    node-external-ip = var.host.address
    node-ip          = var.host.private_address
  }) : key => value if value != null }
}

# That a host belongs to the cluster. It is never replaced by an upgrade; when it goes, the host leaves.
resource "terraform_data" "host" {
  triggers_replace = [var.name, var.host.address, local.role]
  input = {
    name          = var.name
    role          = var.host.role
    address       = var.host.address
    host_key      = var.host.host_key
    first         = var.first.address
    first_key     = var.first.host_key
    user          = var.ssh.user
    port          = var.ssh.port
    key_path      = var.ssh.key_path
    sudo          = var.ssh.sudo
    drain_seconds = var.drain_max_seconds
    folder        = local.folder
  }

  connection {
    type        = "ssh"
    host        = self.input.address
    host_key    = self.input.host_key
    user        = self.input.user
    port        = self.input.port
    private_key = file(self.input.key_path)
    agent       = false
    timeout     = "2m"
  }

  provisioner "remote-exec" {
    inline = ["install -d -m 0700 ${self.input.folder}"]
  }
  provisioner "file" {
    source      = "${local.scripts}/"
    destination = local.folder
  }
  provisioner "remote-exec" {
    inline = ["${self.input.sudo}sh ${self.input.folder}/check.sh"]
  }

  provisioner "remote-exec" {
    when   = destroy
    inline = [self.input.role == "first" ? "true" : "${self.input.sudo}sh ${self.input.folder}/node.sh leave ${self.input.name} ${self.input.drain_seconds}"]
    connection {
      host     = self.input.first
      host_key = self.input.first_key
    }
  }
  provisioner "remote-exec" {
    when   = destroy
    inline = ["${self.input.sudo}sh ${self.input.folder}/uninstall.sh && rm -rf ${self.input.folder}"]
  }
}

resource "terraform_data" "firewall" {
  triggers_replace = [terraform_data.host.id, sha256(var.firewall)]

  connection {
    type        = "ssh"
    host        = var.host.address
    host_key    = var.host.host_key
    user        = var.ssh.user
    port        = var.ssh.port
    private_key = file(var.ssh.key_path)
    agent       = false
    timeout     = "2m"
  }

  provisioner "file" {
    content     = var.firewall
    destination = "${local.folder}/firewall.nft"
  }
  provisioner "remote-exec" {
    inline = ["${var.ssh.sudo}sh ${local.folder}/firewall.sh try"]
  }
  # A connection of its own: it comes through the new rules, or they are taken back.
  provisioner "remote-exec" {
    inline = ["${var.ssh.sudo}sh ${local.folder}/firewall.sh keep"]
  }
}

# One version with one configuration; replaced by each upgrade.
resource "terraform_data" "k3s" {
  depends_on       = [terraform_data.firewall]
  triggers_replace = [terraform_data.host.id, var.k3s.version, var.k3s.sha256, var.k3s.url, sha256(jsonencode(local.config)), filesha256("${local.scripts}/install.sh")]

  connection {
    type        = "ssh"
    host        = var.host.address
    host_key    = var.host.host_key
    user        = var.ssh.user
    port        = var.ssh.port
    private_key = file(var.ssh.key_path)
    agent       = false
    timeout     = "2m"
  }

  provisioner "file" {
    source      = "${local.scripts}/"
    destination = local.folder
  }
  # JSON is YAML.
  provisioner "file" {
    content     = jsonencode(merge(local.config, { token = var.token }))
    destination = "${local.folder}/config.yaml"
  }
  provisioner "remote-exec" {
    inline = ["${var.ssh.sudo}sh ${local.folder}/install.sh ${local.role} ${var.k3s.sha256} '${var.k3s.url}'"]
  }
  # Only now the next host: with -parallelism=1 an upgrade goes from node to node.
  provisioner "remote-exec" {
    inline = ["${var.ssh.sudo}sh ${local.folder}/node.sh ready ${var.name} '${var.k3s.version}'"]
    connection {
      host     = var.first.address
      host_key = var.first.host_key
    }
  }
}

resource "terraform_data" "pool" {
  triggers_replace = [terraform_data.k3s.id, var.host.pool]

  provisioner "remote-exec" {
    inline = ["${var.ssh.sudo}sh ${local.folder}/node.sh pool ${var.name} ${var.host.pool}"]
    connection {
      type        = "ssh"
      host        = var.first.address
      host_key    = var.first.host_key
      user        = var.ssh.user
      port        = var.ssh.port
      private_key = file(var.ssh.key_path)
      agent       = false
      timeout     = "2m"
    }
  }
}
