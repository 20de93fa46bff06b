// SPDX-License-Identifier: Apache-2.0
// Finds the installation, turns signals into the cancel flag, hands over to the command line.
#include <sodium.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "velox/cli/command_line.hpp"

namespace {

velox::CancelToken cancel_token;

// The first signal asks the work to stop; a second one ends the program at once.
void on_signal(int signal) {
  if (cancel_token.cancelled()) _exit(128 + signal);
  cancel_token.cancel();
}

// Next to an installed binary (PREFIX/share/velox), named by VELOX_HOME, or the source tree it was built from.
std::filesystem::path share_folder() {
  if (const char* home = std::getenv("VELOX_HOME"); home != nullptr && *home != 0) return home;
  std::error_code error;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto installed = binary.parent_path().parent_path() / "share" / "velox";
  if (!error && std::filesystem::exists(installed / "runtime", error)) return installed;
  return VX_SOURCE_DIR;
}

}  // namespace

int main(int argc, char** argv) {
  if (sodium_init() < 0) return 1;
  std::signal(SIGPIPE, SIG_IGN);
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  const auto share = share_folder();
  try {
    return velox::cli::run(argc, argv, {share / "runtime", share / "catalogue", &cancel_token});
  } catch (const std::system_error& error) {
    // Whoever read our output has gone, as `head` does.
    if (error.code() == std::errc::broken_pipe) _exit(128 + SIGPIPE);
    throw;
  }
}
