// SPDX-License-Identifier: Apache-2.0
// Bytes of a worker that nobody trusts: every stream gives frames and then a fault, and never more than was sent.
#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "velox/base/descriptor.hpp"
#include "velox/experiment/wire.hpp"

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kFitsTheSocket = 64 << 10;
  std::array<int, 2> ends{};
  if (size > kFitsTheSocket || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return -1;
  const velox::Descriptor ours(ends[0]);
  velox::Descriptor theirs(ends[1]);
  if (::send(theirs.get(), data, size, MSG_DONTWAIT) != static_cast<ssize_t>(size)) return -1;
  theirs.reset();
  velox::experiment::Wire wire(ours.get());
  std::size_t blobs = 0;
  while (const auto frame = wire.receive(velox::Deadline::after(1))) blobs += frame->blob.size();
  if (blobs > size) std::abort();
  return 0;
}
