// SPDX-License-Identifier: Apache-2.0
#include "velox/base/file_system.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <system_error>
#include <vector>

#include "velox/base/descriptor.hpp"

namespace velox {

namespace {

constexpr std::string_view kTempPrefix = "velox-";
constexpr int kAbandonedSeconds = 60;
// The mode by which our own folders are told from a person's that is called "velox-something" too: sticky, which means nothing in a
// folder that nobody else may write to, and which nobody sets there.
constexpr mode_t kTempMode = S_ISVTX | S_IRWXU;
constexpr mode_t kModeBits = 07777;

std::unexpected<Error> system_error(const std::string& what, const fs::path& path, int error) {
  const ErrorCode code = error == ENOENT || error == ENOTDIR ? ErrorCode::not_found : ErrorCode::io;
  return fail(code, "cannot " + what + " '" + path.string() + "': " + std::strerror(error));
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

// The file that a write to `path` must replace: the end of a chain of symbolic links, which need not exist yet.
Result<fs::path> follow_links(fs::path path) {
  constexpr int kMostLinks = 40;
  for (int i = 0; i < kMostLinks; ++i) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
    const fs::path target = fs::read_symlink(path, error);
    if (error) return system_error("follow the link", path, error.value());
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return system_error("follow the link", path, ELOOP);
}

mode_t current_umask() {
  // There is no call that only reads it; Linux shows it in /proc, which unlike umask(2) does not race with other threads.
  if (auto status = read_file("/proc/self/status")) {
    if (const auto at = status->find("\nUmask:"); at != std::string::npos)
      return static_cast<mode_t>(std::strtoul(status->c_str() + at + 7, nullptr, 8));
  }
  return 022;
}

// Gives the new file the permissions that the old one had, or those of any new file. Changing the owner may be refused,
// which is no error; the permission bits come second, because a change of owner clears set-user-id.
bool set_mode(int fd, const fs::path& old, KeepMode keep) {
  struct stat info{};
  if (keep == KeepMode::yes && ::stat(old.c_str(), &info) == 0) {
    struct stat mine{};
    if (::fstat(fd, &mine) == 0 && (mine.st_uid != info.st_uid || mine.st_gid != info.st_gid)) {
      [[maybe_unused]] const int refused = ::fchown(fd, info.st_uid, info.st_gid);
    }
    return ::fchmod(fd, info.st_mode & 07777) == 0;
  }
  return ::fchmod(fd, 0666 & ~current_umask()) == 0;
}

void sync_folder(const fs::path& folder) {
  const Descriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() >= 0) ::fsync(fd.get());
}

// A program may have left folders that even their owner may not enter; makes them removable. Links are not followed.
void open_folders(const fs::path& top) {
  std::vector<fs::path> folders{top};
  while (!folders.empty()) {
    const fs::path folder = std::move(folders.back());
    folders.pop_back();
    std::error_code error;
    fs::permissions(folder, fs::perms::owner_all, fs::perm_options::add, error);
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      std::error_code ignored;
      if (fs::is_directory(it->symlink_status(ignored))) folders.push_back(it->path());
    }
  }
}

// A file or folder name ending that mkstemp and mkdtemp fill in.
std::string pattern(const fs::path& folder, std::string_view prefix) {
  return (folder / (std::string(prefix) + "XXXXXX")).string();
}

fs::path temp_folder() {
  const char* set = std::getenv("TMPDIR");
  return set != nullptr && *set != '\0' ? set : "/tmp";
}

// A descriptor that holds the folder's lock; -1 when somebody else does.
int lock_folder(const fs::path& folder) {
  Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  return fd.get() >= 0 && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0 ? fd.release() : -1;
}

void remove_folder(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  if (!error) return;
  open_folders(folder);
  fs::remove_all(folder, error);
}

}  // namespace

Result<std::string> read_file(const fs::path& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) return system_error("read", path, errno);
  struct stat info{};
  if (::fstat(fd.get(), &info) != 0) return system_error("read", path, errno);
  if (S_ISDIR(info.st_mode)) return system_error("read", path, EISDIR);
  if (!S_ISREG(info.st_mode)) return fail(ErrorCode::io, "cannot read '" + path.string() + "': not a regular file");
  constexpr std::size_t kRoom = 256;  // to see the end without growing; /proc files say they are empty
  std::string bytes(static_cast<std::size_t>(info.st_size) + kRoom, '\0');
  std::size_t size = 0;
  while (true) {
    const ssize_t n = ::read(fd.get(), bytes.data() + size, bytes.size() - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return system_error("read", path, errno);
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
    if (size == bytes.size()) bytes.resize(size * 2);
  }
  bytes.resize(size);
  return bytes;
}

namespace {

// A device or a pipe is written to: as root its name could be taken away from everybody.
Result<void> write_special(const fs::path& path, std::string_view bytes) {
  Descriptor fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (fd.get() < 0 || !write_all(fd.get(), bytes) || !fd.close_now()) return system_error("write", path, errno);
  return {};
}

bool is_special(const fs::path& path) {
  std::error_code error;
  const auto type = fs::status(path, error).type();
  return type == fs::file_type::character || type == fs::file_type::block || type == fs::file_type::fifo;
}

}  // namespace

Result<void> write_file_atomic(const fs::path& path, std::string_view bytes, KeepMode keep) {
  const fs::path target = VX_TRY(follow_links(path));
  if (is_special(target)) return write_special(target, bytes);
  std::string temporary = pattern(target.parent_path(), "." + target.filename().string().substr(0, 200) + ".");
  Descriptor fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (fd.get() < 0) return system_error("write", path, errno);
  const bool written = write_all(fd.get(), bytes) && set_mode(fd.get(), target, keep) && ::fsync(fd.get()) == 0 &&
                       fd.close_now() && ::rename(temporary.c_str(), target.c_str()) == 0;
  if (!written) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return system_error("write", path, error);
  }
  sync_folder(target.parent_path());
  return {};
}

Result<void> make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return fail(ErrorCode::io, "cannot create the folder '" + path.string() + "': " + error.message());
  if (!fs::is_directory(path, error)) return system_error("create the folder", path, EEXIST);
  return {};
}

Result<TempDir> TempDir::create(std::string_view prefix, const fs::path& parent) {
  const fs::path where = parent.empty() ? temp_folder() : parent;
  std::string name = pattern(where, std::string(kTempPrefix) + std::string(prefix));
  if (::mkdtemp(name.data()) == nullptr) return system_error("create a temporary folder in", where, errno);
  if (::chmod(name.c_str(), kTempMode) != 0) return system_error("create a temporary folder in", where, errno);
  return TempDir(fs::path(name), lock_folder(name));
}

TempDir::TempDir(TempDir&& other) noexcept
    : path_(std::exchange(other.path_, {})), lock_(std::exchange(other.lock_, -1)) {}

TempDir& TempDir::operator=(TempDir&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

TempDir::~TempDir() {
  if (!path_.empty()) remove_folder(path_);
  if (lock_ >= 0) ::close(lock_);
}

void remove_abandoned_temp_dirs() {
  std::error_code error;
  for (fs::directory_iterator it(temp_folder(), error), end; !error && it != end; it.increment(error)) {
    struct stat info{};
    if (!it->path().filename().string().starts_with(kTempPrefix) || ::lstat(it->path().c_str(), &info) != 0) continue;
    const bool old = info.st_mtime + kAbandonedSeconds < ::time(nullptr);
    const bool ours = S_ISDIR(info.st_mode) && (info.st_mode & kModeBits) == kTempMode && info.st_uid == ::geteuid();
    if (!ours || !old) continue;
    const Descriptor lock(lock_folder(it->path()));
    if (lock.get() >= 0) remove_folder(it->path());
  }
}

Result<FileLock> FileLock::acquire(const fs::path& path) {
  Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (fd.get() < 0) return system_error("open the lock", path, errno);
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return system_error("lock", path, errno);
    std::array<char, 32> holder{};
    const ssize_t n = ::pread(fd.get(), holder.data(), holder.size() - 1, 0);
    const long pid = n > 0 ? std::strtol(holder.data(), nullptr, 10) : 0;
    return fail(ErrorCode::conflict, "'" + path.string() + "' is locked by " +
                                         (pid > 0 ? "process " + std::to_string(pid) : "another process"));
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd.get(), 0) != 0 || ::pwrite(fd.get(), pid.data(), pid.size(), 0) < 0)
    return system_error("write the lock", path, errno);
  return FileLock(fd.release());
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ < 0) return;
  [[maybe_unused]] const int emptied = ::ftruncate(fd_, 0);
  ::close(fd_);
}

}  // namespace velox
