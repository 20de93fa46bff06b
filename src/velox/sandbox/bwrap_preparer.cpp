// SPDX-License-Identifier: Apache-2.0
// The strongest back end: bubblewrap builds a file tree that holds only what a job may see, in namespaces of its own.
// The view of the project is mounted at the project's real path, so that a program sees the paths its owner knows.
// Limits: what programs write into the view is bounded per file, not in sum; the kernel's attack surface is what the
// system call filter leaves.
#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "velox/base/text.hpp"
#include "velox/sandbox/backend.hpp"
#include "velox/sandbox/seccomp_filter.hpp"

namespace velox::sandbox {

namespace {

// The child's descriptors that bubblewrap reads; all below those of the supervisor.
constexpr int kArgsFd = 50, kSeccompFd = 51, kStatusFd = 52, kBlockFd = 53;

// A folder or file that the job sees. Parents are mounted before their content.
struct Mount {
  fs::path source, target;
  bool writable = false;
};

std::unexpected<Error> system_failure(const char* what) {
  return fail(ErrorCode::io, std::string("cannot create ") + what + ": " + std::strerror(errno));
}

Result<Descriptor> arguments_file(const std::vector<std::string>& args) {
  std::string bytes;
  for (const auto& arg : args) bytes += arg + '\0';
  Descriptor file(::memfd_create("bwrap-args", MFD_CLOEXEC));
  if (!file.valid() || ::write(file.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
      ::lseek(file.get(), 0, SEEK_SET) != 0)
    return system_failure("bubblewrap's arguments");
  return file;
}

// The account files of a machine that has one user: nothing of the real ones is needed.
Result<void> write_etc(const fs::path& folder) {
  const auto uid = ::getuid();
  const auto gid = ::getgid();
  const passwd* entry = ::getpwuid(uid);
  const std::string name = uid == 0 ? "root" : entry != nullptr ? entry->pw_name : "user";
  std::string users = fmt::format("{}:x:{}:{}::/tmp/home:/bin/sh\n", name, uid, gid);
  std::string groups = fmt::format("{}:x:{}:\n", name, gid);
  if (uid != 0) users += "root:x:0:0::/root:/bin/sh\n";
  if (gid != 0) groups += "root:x:0:\n";
  VX_TRY(write_file_atomic(folder / "passwd", users + "nobody:x:65534:65534::/:/bin/false\n"));
  VX_TRY(write_file_atomic(folder / "group", groups + "nogroup:x:65534:\n"));
  VX_TRY(write_file_atomic(folder / "hosts", "127.0.0.1 localhost sandbox\n::1 localhost\n"));
  VX_TRY(write_file_atomic(folder / "nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n"));
  return {};
}

class BwrapPreparer : public Preparer {
 public:
  BwrapPreparer(std::string version, TempDir etc, std::vector<sock_filter> filter)
      : version_(std::move(version)), etc_(std::move(etc)), filter_(std::move(filter)) {
    add_system();
  }
  Backend backend() const override { return Backend::bwrap; }
  std::string description() const override { return version_ + " + seccomp"; }
  Result<Preparation> prepare(const Job& job) override;

 private:
  void add_system();
  Result<std::vector<std::string>> arguments(const Job& job) const;
  Result<std::vector<Mount>> mounts(const Job& job) const;

  std::string version_;
  TempDir etc_;
  std::vector<sock_filter> filter_;
  std::vector<std::string> system_;  // arguments that are the same for every job
};

// The system's own folders, as this machine lays them out (merged /usr or not), and the little of /etc that libraries
// and interpreters read.
void BwrapPreparer::add_system() {
  const auto add = [this](std::initializer_list<std::string> args) { system_.insert(system_.end(), args); };
  add({"--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
       "--hostname", "sandbox", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"});
  add({"--ro-bind", "/usr", "/usr"});
  for (const std::string folder : {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"}) {
    std::error_code error;
    const auto status = fs::symlink_status(folder, error);
    if (fs::is_symlink(status))
      add({"--symlink", fs::read_symlink(folder, error).string(), folder});
    else if (fs::is_directory(status))
      add({"--ro-bind", folder, folder});
  }
  for (const std::string file : {"passwd", "group", "hosts", "nsswitch.conf"})
    add({"--ro-bind", (etc_.path() / file).string(), "/etc/" + file});
  for (const std::string path :
       {"/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/timezone",
        "/etc/alternatives", "/etc/mime.types", "/etc/python3", "/etc/debian_version"})
    add({"--ro-bind-try", path, path});
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/etc", error))
    if (entry.path().filename().string().starts_with("python3.")) add({"--ro-bind-try", entry.path(), entry.path()});
  // Read-only: for root the kernel's settings below /proc/sys would be writable, capabilities or not, because they belong
  // to root. bubblewrap covers only those parts of /proc whose folder itself could be written.
  add({"--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev"});
}

// Everything a job adds to the tree, outer folders first; later ones win at the same place.
Result<std::vector<Mount>> BwrapPreparer::mounts(const Job& job) const {
  std::vector<Mount> all;
  const auto add = [&all](const fs::path& path, bool writable) {
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error).lexically_normal();
    const fs::path real = fs::canonical(absolute, error);
    if (error) return;
    all.push_back({real, absolute, writable});
    if (real != absolute) all.push_back({real, real, writable});
  };
  for (const auto& path : job.policy.readable) add(path, false);
  if (job.view != nullptr) {
    all.push_back({job.view->content(), job.view->root(), true});
    for (const auto& folder : job.view->shared())
      all.push_back({job.view->root() / folder, job.view->root() / folder, false});
  }
  for (const auto& path : job.policy.writable) add(path, true);
  std::stable_sort(all.begin(), all.end(), [](const Mount& a, const Mount& b) {
    return std::distance(a.target.begin(), a.target.end()) < std::distance(b.target.begin(), b.target.end());
  });
  return all;
}

// bubblewrap makes the places that it mounts on, and would follow a link while the real file tree is still in reach.
Result<void> refuse_planted_links(const ProjectView& view, const std::vector<Mount>& mounts) {
  for (const auto& mount : mounts) {
    const fs::path relative = mount.target.lexically_relative(view.root());
    if (relative.empty() || *relative.begin() == ".." || *relative.begin() == ".") continue;
    VX_TRY(refuse_planted_link(view, relative));
  }
  return {};
}

// The other back ends show shared folders through links in the copy; here they are mounted in those places.
Result<void> unlink_shared(const ProjectView& view) {
  for (const auto& folder : view.shared()) {
    VX_TRY(refuse_planted_link(view, folder.parent_path()));
    const fs::path link = view.content() / folder;
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(link, error))) fs::remove(link, error);
  }
  return {};
}

Result<std::vector<std::string>> BwrapPreparer::arguments(const Job& job) const {
  std::vector<std::string> args = system_;
  const auto add = [&args](std::initializer_list<std::string> more) { args.insert(args.end(), more); };
  const std::string size = std::to_string(std::max<std::uint64_t>(job.policy.limits.file_bytes, 1 << 20));
  add({"--size", size, "--tmpfs", "/dev/shm", "--remount-ro", "/dev", "--size", size, "--perms", "1777", "--tmpfs",
       "/tmp", "--dir", "/tmp/home"});
  const auto mounted = VX_TRY(mounts(job));
  if (job.view != nullptr) {
    VX_TRY(unlink_shared(*job.view));
    VX_TRY(refuse_planted_links(*job.view, mounted));
  }
  for (const auto& mount : mounted) add({mount.writable ? "--bind" : "--ro-bind", mount.source, mount.target});
  add({"--remount-ro", "/"});
  for (const auto& [name, value] : job_environment(job, "/tmp")) add({"--setenv", name, value});
  fs::path cwd = job.cwd;
  if (cwd.empty()) cwd = job.view != nullptr ? job.view->root() : fs::path("/tmp/home");
  add({"--chdir", cwd.string(), "--seccomp", std::to_string(kSeccompFd), "--json-status-fd", std::to_string(kStatusFd),
       "--block-fd", std::to_string(kBlockFd)});
  return args;
}

Result<Preparation> BwrapPreparer::prepare(const Job& job) {
  const auto words = VX_TRY(arguments(job));
  Descriptor args = VX_TRY(arguments_file(words));
  Descriptor filter = VX_TRY(seccomp_file(filter_));
  std::array<int, 2> status{}, block{};
  if (::pipe2(status.data(), O_CLOEXEC) != 0) return system_failure("a pipe");
  Preparation preparation;
  preparation.wrapper.emplace(Wrapper{Descriptor(status[0]), Descriptor()});
  Descriptor their_status(status[1]);
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, block.data()) != 0) return system_failure("a socket");
  preparation.wrapper->unblock = Descriptor(block[0]);
  Descriptor their_block(block[1]);

  preparation.limits = job.policy.limits;
  preparation.setup.limits = kernel_limits(job.policy.limits);
  if (::getuid() == 0)
    preparation.count_processes = true;
  else
    preparation.late_process_limit = job.policy.limits.processes + 1;  // and bubblewrap's process 1
  SpawnOptions& spawn = preparation.spawn;
  spawn.argv = {"bwrap", "--args", std::to_string(kArgsFd), "--"};
  spawn.argv.insert(spawn.argv.end(), job.argv.begin(), job.argv.end());
  spawn.env = {{"PATH", "/usr/local/bin:/usr/bin:/bin"}};  // bubblewrap's own: nothing of the job may reach it
  spawn.cwd = "/";
  spawn.stdin_text = job.stdin_text;
  spawn.cpu = job.cpu;
  spawn.fixed_layout = job.fixed_layout;
  spawn.inherit = {{kArgsFd, args.get()},
                   {kSeccompFd, filter.get()},
                   {kStatusFd, their_status.get()},
                   {kBlockFd, their_block.get()}};
  for (Descriptor* fd : {&args, &filter, &their_status, &their_block})
    preparation.descriptors.push_back(std::move(*fd));
  return preparation;
}

}  // namespace

Result<std::unique_ptr<Preparer>> make_bwrap_preparer() {
  SpawnOptions options;
  options.argv = {"bwrap", "--version"};
  options.env = {{"PATH", "/usr/local/bin:/usr/bin:/bin"}};
  auto version = run_process(options, Deadline::after(10));
  if (!version) return fail(ErrorCode::unsupported, "bubblewrap is not installed");
  if (version->exit_code != 0) return fail(ErrorCode::unsupported, "bwrap --version fails");
  TempDir etc = VX_TRY(TempDir::create("etc-"));
  VX_TRY(write_etc(etc.path()));
  return std::make_unique<BwrapPreparer>(std::string(text::trim(version->out)), std::move(etc),
                                         VX_TRY(make_seccomp_filter(Isolation::namespaces)));
}

}  // namespace velox::sandbox
