// SPDX-License-Identifier: Apache-2.0
// What /proc tells about processes below one of ours. Thread-safe (no state).
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace velox::sandbox {

/// Children of all threads of `pid`; empty when it has none or is gone.
std::vector<pid_t> children_of(pid_t pid);

/// Processes below `pid`, counted up to `most`.
std::size_t count_descendants(pid_t pid, std::size_t most);

/// What the open sockets of a process are: descriptor -> "socket:[inode]"; empty when we may not look.
std::map<int, std::string> sockets_of(pid_t pid);

/// The kernel's short name of the program that a process runs; empty when it is gone.
std::string command_name(pid_t pid);

/// How many processes and threads the user has, for RLIMIT_NPROC, which counts all of them.
std::uint64_t tasks_of_user(uid_t user);

/// How many processes the kernel has killed for lack of memory since it started; 0 when it does not tell.
std::uint64_t out_of_memory_kills();

}  // namespace velox::sandbox
