// SPDX-License-Identifier: Apache-2.0
// The back ends without namespaces: the program runs in our file tree, with the view at its own place, so names of the
// project's files are translated on the way in (arguments, environment, folder) and out (output). `landlock` confines it;
// `none` only limits it, and exists for people who say so by name.
// Limits: a program that builds the project's real path by itself is refused by Landlock, and not noticed by `none`.
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "velox/sandbox/backend.hpp"
#include "velox/sandbox/landlock_rules.hpp"
#include "velox/sandbox/process_tree.hpp"
#include "velox/sandbox/seccomp_filter.hpp"

namespace velox::sandbox {

namespace {

constexpr const char* kSystemFolders[] = {"/usr",
                                          "/bin",
                                          "/sbin",
                                          "/lib",
                                          "/lib32",
                                          "/lib64",
                                          "/libx32",
                                          "/proc",
                                          "/sys/devices/system/cpu",
                                          "/etc/ld.so.cache",
                                          "/etc/ld.so.conf",
                                          "/etc/ld.so.conf.d",
                                          "/etc/localtime",
                                          "/etc/timezone",
                                          "/etc/alternatives",
                                          "/etc/mime.types",
                                          "/etc/passwd",
                                          "/etc/group",
                                          "/etc/hosts",
                                          "/etc/nsswitch.conf",
                                          "/etc/python3",
                                          "/dev/urandom",
                                          "/dev/random"};
constexpr const char* kSystemWritable[] = {"/dev/null", "/dev/zero", "/dev/full"};

// Shows the project's shared folders in the copy through links; bubblewrap may have left empty folders in their places.
Result<void> link_shared(const ProjectView& view) {
  for (const auto& folder : view.shared()) {
    VX_TRY(refuse_planted_link(view, folder.parent_path()));
    const fs::path link = view.content() / folder, target = view.root() / folder;
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(link, error)) && fs::read_symlink(link, error) == target) continue;
    fs::remove_all(link, error);
    fs::create_directory_symlink(target, link, error);
    if (error) return fail(ErrorCode::io, "cannot link '" + link.string() + "': " + error.message());
  }
  return {};
}

class DirectPreparer : public Preparer {
 public:
  DirectPreparer(int landlock, std::vector<sock_filter> filter) : landlock_(landlock), filter_(std::move(filter)) {}
  Backend backend() const override { return landlock_ > 0 ? Backend::landlock : Backend::none; }
  std::string description() const override {
    return landlock_ > 0 ? fmt::format("Landlock (version {}) + seccomp", landlock_) : "limits only, no protection";
  }
  Result<Preparation> prepare(const Job& job) override;

 private:
  Result<void> confine(const Job& job, Preparation& preparation) const;

  int landlock_;
  std::vector<sock_filter> filter_;
};

Result<void> DirectPreparer::confine(const Job& job, Preparation& preparation) const {
  std::vector<fs::path> readable(std::begin(kSystemFolders), std::end(kSystemFolders));
  std::vector<fs::path> writable(std::begin(kSystemWritable), std::end(kSystemWritable));
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/etc", error))
    if (entry.path().filename().string().starts_with("python3.")) readable.push_back(entry.path());
  readable.insert(readable.end(), job.policy.readable.begin(), job.policy.readable.end());
  writable.insert(writable.end(), job.policy.writable.begin(), job.policy.writable.end());
  writable.push_back(preparation.scratch->path());
  if (job.view != nullptr) {
    writable.push_back(job.view->content());
    for (const auto& folder : job.view->shared()) readable.push_back(job.view->root() / folder);
  }
  Descriptor rules = VX_TRY(make_landlock_rules(readable, writable));
  preparation.spawn.inherit[kLandlockFd] = rules.get();
  preparation.descriptors.push_back(std::move(rules));
  preparation.setup.landlock = true;
  preparation.setup.no_capabilities = true;
  preparation.setup.filter = filter_;
  return {};
}

Result<Preparation> DirectPreparer::prepare(const Job& job) {
  Preparation preparation;
  preparation.scratch.emplace(VX_TRY(TempDir::create("tmp-")));
  const std::string temporary = preparation.scratch->path().string();
  VX_TRY(make_folder(preparation.scratch->path() / "home"));
  if (job.view != nullptr) {
    VX_TRY(link_shared(*job.view));
    preparation.paths = {job.view->root().string(), job.view->content().string()};
  }
  const PathMap& paths = preparation.paths;
  SpawnOptions& spawn = preparation.spawn;
  for (const auto& arg : job.argv) spawn.argv.push_back(paths.to_inside(arg));
  for (const auto& [name, value] : job_environment(job, temporary)) spawn.env[name] = paths.to_inside(value);
  spawn.cwd =
      job.cwd.empty() ? (job.view != nullptr ? paths.inside : temporary + "/home") : paths.to_inside(job.cwd.string());
  spawn.stdin_text = job.stdin_text;
  spawn.cpu = job.cpu;
  spawn.fixed_layout = job.fixed_layout;
  preparation.limits = job.policy.limits;
  preparation.setup.limits = kernel_limits(job.policy.limits);
  if (::getuid() == 0) {
    preparation.count_processes = true;
  } else {
    const rlim_t most = tasks_of_user(::getuid()) + job.policy.limits.processes;
    preparation.setup.limits.emplace_back(RLIMIT_NPROC, rlimit{most, most});
  }
  if (landlock_ > 0) VX_TRY(confine(job, preparation));
  return preparation;
}

}  // namespace

Result<std::unique_ptr<Preparer>> make_landlock_preparer() {
  const int version = landlock_version();
  if (version == 0) return fail(ErrorCode::unsupported, "the kernel has no Landlock, or it is switched off");
  return std::make_unique<DirectPreparer>(version, VX_TRY(make_seccomp_filter(Isolation::shared)));
}

Result<std::unique_ptr<Preparer>> make_none_preparer() {
  return std::make_unique<DirectPreparer>(0, std::vector<sock_filter>());
}

}  // namespace velox::sandbox
