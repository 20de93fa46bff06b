// SPDX-License-Identifier: Apache-2.0
#include "velox/sandbox/process_tree.hpp"

#include <sys/stat.h>

#include <cstdlib>

#include "velox/base/file_system.hpp"
#include "velox/base/text.hpp"

namespace velox::sandbox {

namespace {

bool is_number(const std::string& name) {
  return !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::vector<pid_t> children_of(pid_t pid) {
  std::vector<pid_t> children;
  std::error_code error;
  const fs::path tasks = "/proc/" + std::to_string(pid) + "/task";
  for (fs::directory_iterator it(tasks, error), end; !error && it != end; it.increment(error)) {
    const auto listed = read_file(it->path() / "children");
    if (!listed) continue;
    for (const auto& word : text::split(*listed, ' '))
      if (is_number(word)) children.push_back(static_cast<pid_t>(std::strtol(word.c_str(), nullptr, 10)));
  }
  return children;
}

std::size_t count_descendants(pid_t pid, std::size_t most) {
  std::vector<pid_t> open{pid};
  std::size_t count = 0;
  while (!open.empty() && count < most) {
    const pid_t next = open.back();
    open.pop_back();
    const auto children = children_of(next);
    count += children.size();
    open.insert(open.end(), children.begin(), children.end());
  }
  return count;
}

std::map<int, std::string> sockets_of(pid_t pid) {
  std::map<int, std::string> sockets;
  std::error_code error;
  for (fs::directory_iterator it("/proc/" + std::to_string(pid) + "/fd", error), end; !error && it != end;
       it.increment(error)) {
    std::error_code gone;
    const std::string target = fs::read_symlink(it->path(), gone).string();
    if (!gone && target.starts_with("socket:"))
      sockets[static_cast<int>(std::strtol(it->path().filename().c_str(), nullptr, 10))] = target;
  }
  return sockets;
}

std::string command_name(pid_t pid) {
  return std::string(text::trim(read_file("/proc/" + std::to_string(pid) + "/comm").value_or(std::string())));
}

std::uint64_t tasks_of_user(uid_t user) {
  std::uint64_t count = 0;
  std::error_code error;
  for (fs::directory_iterator it("/proc", error), end; !error && it != end; it.increment(error)) {
    struct stat info{};
    if (!is_number(it->path().filename().string()) || ::stat(it->path().c_str(), &info) != 0 || info.st_uid != user)
      continue;
    count += ::stat((it->path() / "task").c_str(), &info) == 0 && info.st_nlink > 2 ? info.st_nlink - 2 : 1;
  }
  return count;
}

std::uint64_t out_of_memory_kills() {
  const auto counters = read_file("/proc/vmstat");
  const auto at = counters ? counters->find("\noom_kill ") : std::string::npos;
  return at == std::string::npos ? 0 : std::strtoull(counters->c_str() + at + 10, nullptr, 10);
}

}  // namespace velox::sandbox
