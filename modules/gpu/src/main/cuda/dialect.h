/*
 * One body for two compilers: CUDA C (NVRTC), which makes what devices get, and OpenCL C, which lets the same text run where there
 * is no GPU.
 *
 * Bits. A chain is fused multiply-adds with one accumulator, in the order that ReferenceKernel defines; every other product, sum,
 * quotient and root is rounded by itself. In CUDA each is an intrinsic that no compiler merges, in OpenCL contraction is off. No
 * atomics, no sums in trees, no function of a device's library: log, exp, sin and cos are StrictMath's, written out.
 *
 * Lanes. Number a of lane (sample) s lies at a * lanes + s, as in a KetBlock. Work items along x are lanes; along y they are rows,
 * columns or whatever else a kernel names, taken in strides of the grid, so that no size is too large for one.
 */
#ifdef __OPENCL_VERSION__
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
#define KERNEL __kernel void
#define GLOBAL __global
#define LOCAL __local
#define FN static inline
#define SHARED(name, size) __local double name[size]
#define ROOM_PARAMETER , __local double *room
#define ROOM
#define FMA(a, b, c) fma((a), (b), (c))
#define MUL(a, b) ((a) * (b))
#define ADD(a, b) ((a) + (b))
#define SUB(a, b) ((a) - (b))
#define DIV(a, b) ((a) / (b))
#define SQRT(a) sqrt(a)
#define BITS(a) as_long(a)
#define OF_BITS(a) as_double((s64) (a))
#define ITEM ((int) get_local_id(0))
#define ITEMS ((int) get_local_size(0))
#define GROUP ((int) get_group_id(0))
#define LANE ((int) get_global_id(0))
#define ROW ((int) get_group_id(1))
#define ROWS ((int) get_num_groups(1))
#define BARRIER barrier(CLK_LOCAL_MEM_FENCE)
#define UNROLLED
#define ROLLED
typedef uint u32;
typedef ulong u64;
typedef long s64;
#define MULHI(a, b) mul_hi((a), (b))
#define CONST_D GLOBAL const double *restrict
#define CONST_I GLOBAL const int *restrict
#define OUT_D GLOBAL double *restrict
#else
#define KERNEL extern "C" __global__ void
#define GLOBAL
#define LOCAL
#define FN static __device__ __forceinline__
#define SHARED(name, size) __shared__ double name[size]
#define ROOM_PARAMETER
#define ROOM extern __shared__ double room[]
#define FMA(a, b, c) __fma_rn((a), (b), (c))
#define MUL(a, b) __dmul_rn((a), (b))
#define ADD(a, b) __dadd_rn((a), (b))
#define SUB(a, b) __dsub_rn((a), (b))
#define DIV(a, b) __ddiv_rn((a), (b))
#define SQRT(a) __dsqrt_rn(a)
#define BITS(a) __double_as_longlong(a)
#define OF_BITS(a) __longlong_as_double((long long) (a))
#define ITEM ((int) threadIdx.x)
#define ITEMS ((int) blockDim.x)
#define GROUP ((int) blockIdx.x)
#define LANE ((int) (blockIdx.x * blockDim.x + threadIdx.x))
#define ROW ((int) blockIdx.y)
#define ROWS ((int) gridDim.y)
#define BARRIER __syncthreads()
#define UNROLLED _Pragma("unroll")
#define ROLLED _Pragma("unroll 1")
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;
#define MULHI(a, b) __umulhi((a), (b))
#define CONST_D const double *__restrict__
#define CONST_I const int *__restrict__
#define OUT_D double *__restrict__
#endif

/* Amplitude (re, im) times c + i d: what Column.turn of the reference does. */
#define TURN_RE(c, d, re, im) FMA((c), (re), -MUL((d), (im)))
#define TURN_IM(c, d, re, im) FMA((c), (im), MUL((d), (re)))
