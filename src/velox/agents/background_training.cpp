// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/background_training.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

#include "velox/agents/memory.hpp"
#include "velox/agents/policy_shelf.hpp"
#include "velox/agents/session_log.hpp"

namespace velox::agents {

namespace {

constexpr int kLowestPriority = 19;

// Of the newest bandit; 0 when there is none.
std::int64_t sessions_learned(const PolicyShelf& shelf) {
  std::int64_t sessions = 0;
  for (const auto& policy : shelf.trained()) {
    if (policy.kind == "bandit") sessions = policy.trained_on.sessions;
  }
  return sessions;
}

// Only calls that are safe after fork in a program with threads.
[[noreturn]] void become(char* const* argv) {
  ::setsid();
  if (::fork() != 0) ::_exit(0);  // nobody waits for the grandchild
  [[maybe_unused]] const int nice = ::nice(kLowestPriority);
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, fd);
  ::execv(argv[0], argv);
  ::_exit(127);
}

bool start(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) become(argv.data());
  int status = 0;
  return child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

}  // namespace

bool train_in_background(const std::string& root) {
  auto memory = Memory::open(fs::path(root));
  if (!memory) return false;
  const auto sessions = memory->count_episodes(session_beginning());
  const PolicyShelf shelf(memory->home().policies());
  if (!sessions || *sessions - sessions_learned(shelf) < kEnoughSessions) return false;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return !error && start({program.string(), "learn", "train", "--kind", "bandit", "--root", root});
}

}  // namespace velox::agents
