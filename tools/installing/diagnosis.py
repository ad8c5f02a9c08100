"""What a failed command's output means, in plain words and with what to do."""

import re

from installing.workshop import LOG, CommandError, SetupError

CAUSES = (
    (
        r"No space left on device|ENOSPC|Errno 28",
        "磁盘已满。请清理磁盘后重试。",
        "The disk is full. Make room and run it again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|self.signed certificate|UNABLE_TO_GET_ISSUER|"
        r"unable to get local issuer",
        "无法验证服务器证书。请安装 ca-certificates；单位自有证书用 PIP_CERT、SSL_CERT_FILE、"
        "NODE_EXTRA_CA_CERTS 指明。",
        "A server's certificate cannot be verified. Install ca-certificates, or name your own certificate in "
        "PIP_CERT, SSL_CERT_FILE and NODE_EXTRA_CA_CERTS.",
    ),
    (
        r"name resolution|Name or service not known|NewConnectionError|Connection refused|timed out|ENOTFOUND|"
        r"EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ConnectTimeout|Could not resolve|Could not connect|Network is unreachable|ProxyError|"
        r"Failed to establish a new connection",
        "连不上软件源。请检查网络；内网请用 PIP_INDEX_URL、NPM_CONFIG_REGISTRY、HTTPS_PROXY 指向可用的源。",
        "The package registry cannot be reached. Check the network, or point PIP_INDEX_URL, "
        "NPM_CONFIG_REGISTRY or HTTPS_PROXY to one that can.",
    ),
    (
        r"THESE PACKAGES DO NOT MATCH THE HASHES|EINTEGRITY",
        "下载的软件包与锁定文件中的校验值不符，已拒绝安装。请重试或检查所用的软件源。",
        "A package differs from the lock file's checksum and was refused. Try again, or check the registry.",
    ),
    (
        r"No matching distribution found|ETARGET|E404",
        "软件源上没有锁定的版本，或连不上软件源。请换一个同步及时的镜像（PIP_INDEX_URL、NPM_CONFIG_REGISTRY）。",
        "The registry has not the locked version, or cannot be reached. Use another mirror "
        "(PIP_INDEX_URL, NPM_CONFIG_REGISTRY).",
    ),
    (
        r"Could not get lock|Unable to acquire the dpkg|is held by process|Unable to lock",
        "系统的软件包管理正被其他程序占用（apt 锁定）。请等它结束后重试。",
        "Another program holds the system's package lock (apt). Wait for it to end and run it again.",
    ),
    (
        r"dpkg was interrupted",
        "上次系统软件包安装被中断。请先运行 dpkg --configure -a。",
        "An earlier package installation was cut off. Run dpkg --configure -a first.",
    ),
    (
        r"Permission denied|EACCES|Errno 13",
        "没有写入权限。请用创建该目录的用户运行，或把目录交给当前用户（chown）。",
        "No permission to write. Run as the directory's owner, or hand the directory to this user (chown).",
    ),
)


def explain(failure: CommandError) -> SetupError:
    """Return the plain-words reason of a failed command, with the end of its output where none is known."""
    for pattern, chinese, english in CAUSES:
        if re.search(pattern, failure.output, re.IGNORECASE):
            return SetupError(f"{chinese}（记录：{LOG}）", english)
    tail = "\n".join("    " + line for line in failure.output.strip().splitlines()[-12:])
    return SetupError(
        f"命令失败：{failure}（记录：{LOG}）", f"The command failed; the end of its output:\n{tail}"
    )
