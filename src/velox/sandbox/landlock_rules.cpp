// SPDX-License-Identifier: Apache-2.0
// Facts: the bits and their versions are from the kernel's documentation, userspace-api/landlock.rst. They are written out
// here because the installed header may be older than the running kernel. Limits: Landlock does not guard metadata
// (chmod, utime, stat) nor connecting to local sockets by path; the system call filter covers the latter.
#include "velox/sandbox/landlock_rules.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

namespace velox::sandbox {

namespace {

constexpr long kCreateRuleset = 444, kAddRule = 445;  // the same numbers on every architecture
constexpr unsigned kAskVersion = 1;
constexpr int kPathBeneath = 1;

constexpr std::uint64_t kExecute = 1 << 0, kWriteFile = 1 << 1, kReadFile = 1 << 2, kReadDir = 1 << 3,
                        kTruncate = 1 << 14, kRefer = 1 << 13, kIoctlDevice = 1 << 15;
constexpr std::uint64_t kVersion1 = (1 << 13) - 1;      // all rights up to making symbolic links
constexpr std::uint64_t kNodes = (1 << 6) | (1 << 11);  // making character and block devices

struct RulesetAttributes {
  std::uint64_t files = 0, network = 0, scoped = 0;
};
struct __attribute__((packed)) PathRule {
  std::uint64_t allowed;
  std::int32_t folder;
};

std::uint64_t file_rights(int version) {
  std::uint64_t rights = kVersion1;
  if (version >= 2) rights |= kRefer;
  if (version >= 3) rights |= kTruncate;
  if (version >= 5) rights |= kIoctlDevice;
  return rights;
}

Result<void> allow(int ruleset, const fs::path& path, std::uint64_t rights) {
  const Descriptor fd(::open(path.c_str(), O_PATH | O_CLOEXEC));
  struct stat info{};
  if (!fd.valid() || ::fstat(fd.get(), &info) != 0) return {};
  constexpr std::uint64_t kForFiles = kExecute | kWriteFile | kReadFile | kTruncate | kIoctlDevice;
  const PathRule rule{S_ISDIR(info.st_mode) ? rights : rights & kForFiles, fd.get()};
  if (::syscall(kAddRule, ruleset, kPathBeneath, &rule, 0) != 0)
    return fail(ErrorCode::io, "Landlock refuses a rule for '" + path.string() + "': " + std::strerror(errno));
  return {};
}

}  // namespace

int landlock_version() {
  const long version = ::syscall(kCreateRuleset, nullptr, 0, kAskVersion);
  return version > 0 ? static_cast<int>(version) : 0;
}

Result<Descriptor> make_landlock_rules(const std::vector<fs::path>& readable, const std::vector<fs::path>& writable) {
  const int version = landlock_version();
  RulesetAttributes attributes;
  attributes.files = file_rights(version);
  std::size_t size = sizeof attributes.files;
  if (version >= 4) {
    attributes.network = 3;  // bind and connect of TCP
    size += sizeof attributes.network;
  }
  if (version >= 6) {
    attributes.scoped = 3;  // abstract sockets and signals
    size += sizeof attributes.scoped;
  }
  Descriptor ruleset(static_cast<int>(::syscall(kCreateRuleset, &attributes, size, 0)));
  if (!ruleset.valid())
    return fail(ErrorCode::unsupported, std::string("the kernel has no Landlock: ") + std::strerror(errno));
  for (const auto& path : readable) VX_TRY(allow(ruleset.get(), path, kExecute | kReadFile | kReadDir));
  for (const auto& path : writable) VX_TRY(allow(ruleset.get(), path, attributes.files & ~(kNodes | kIoctlDevice)));
  return ruleset;
}

}  // namespace velox::sandbox
